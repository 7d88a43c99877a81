"""First passwords, which let in for a time and only to choose one's own."""

import sqlalchemy as sa
from alembic import op

revision = "w0030a"
down_revision = "w0020"


def upgrade() -> None:
    """Add the column; passwords from before are people's own."""
    op.add_column("ws_people", sa.Column("first_until", sa.DateTime(timezone=True), nullable=True))
