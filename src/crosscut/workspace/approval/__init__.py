"""Approval: moves of money, lists to sign, publications, each with its signatures and proof."""
