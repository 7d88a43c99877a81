"""Calls to ministries and their answers: drafts, sheets, attachments, checks, and the filing that is sealed."""
