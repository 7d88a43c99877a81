"""The workspace's database: its tables by what they are about, and how it is opened."""
