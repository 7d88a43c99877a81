"""What running an office needs: the seals of the record."""

import sqlalchemy as sa
from alembic import op

revision = "w0020"
down_revision = "w0001"


def upgrade() -> None:
    """Add the column of seals; entries from before have none."""
    op.add_column("ws_record", sa.Column("sealed", sa.Text(), nullable=False, server_default=""))
