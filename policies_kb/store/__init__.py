"""What is published, and what was published before.

Here belongs everything that knows of a database: tables, publishing, loading. It is the only place of the
knowledge base that imports SQLAlchemy. The truth are the YAML files; the store holds checked copies of them.
"""

from policies_kb.store.bodies import Read, shelved
from policies_kb.store.publications import Listed, Publication, Store
from policies_kb.store.vectors import VectorStore

__all__ = ["Listed", "Publication", "Read", "Store", "VectorStore", "shelved"]
