"""The type of a read connection, so that other rooms can write queries' signatures without SQL."""

from sqlalchemy import Connection

__all__ = ["Connection"]
