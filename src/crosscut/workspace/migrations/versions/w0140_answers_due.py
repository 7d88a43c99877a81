"""The day until which a question is to be answered."""

import sqlalchemy as sa
from alembic import op

revision = "w0140"
down_revision = "w0130"


def upgrade() -> None:
    """Add the column; questions from before have no such day."""
    op.add_column("ws_messages", sa.Column("due", sa.Text(), nullable=True))
