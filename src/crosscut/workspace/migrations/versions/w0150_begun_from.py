"""The signed move that a move to the next stage begins from."""

import sqlalchemy as sa
from alembic import op

revision = "w0150"
down_revision = "w0140"


def upgrade() -> None:
    """Add the column; of moves from before it is not known."""
    op.add_column("ws_moves", sa.Column("begun_from", sa.Integer(), nullable=True))
