"""What was written without the server: files that were sent in are kept as they came, refused ones too."""

import sqlalchemy as sa
from alembic import op

revision = "w0100"
down_revision = "w0090"


def upgrade() -> None:
    """Add the columns; files from before are workbooks and sheets."""
    op.add_column("ws_sheets", sa.Column("kind", sa.Text(), nullable=False, server_default=""))
    op.add_column("ws_sheets", sa.Column("file", sa.LargeBinary(), nullable=True))
    op.create_index("ws_sheets_place", "ws_sheets", ["call", "ministry", "id"])
