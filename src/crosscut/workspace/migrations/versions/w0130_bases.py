"""The period that a call is filled from, which a later stage does not change."""

import sqlalchemy as sa
from alembic import op

revision = "w0130"
down_revision = "w0120"


def upgrade() -> None:
    """Add the column; calls from before go on with the period that leads."""
    op.add_column("ws_calls", sa.Column("base", sa.Text(), nullable=True))
