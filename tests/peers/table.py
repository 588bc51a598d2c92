"""The clients."""

from __future__ import annotations

from tests.peers.peer import Peer

PEERS = (
    Peer(
        key="netsuite-pypi",
        title="netsuite",
        version="0.12.0",
        registry="PyPI",
        sign_in="TBA",
        program="netsuite_pypi.py",
        packages=("netsuite==0.12.0",),
        led="proxy",
    ),
    Peer(
        key="netsuite-rest",
        title="netsuite-rest",
        version="1.0.9",
        registry="npm",
        sign_in="TBA",
        program="netsuite_rest.cjs",
        packages=("netsuite-rest@1.0.9",),
    ),
    Peer(
        key="netsuite-sdk",
        title="netsuite-sdk",
        version="0.1.33",
        registry="npm",
        sign_in="TBA",
        program="netsuite_sdk.cjs",
        packages=("netsuite-sdk@0.1.33",),
    ),
    Peer(
        key="netsuite-mcp",
        title="netsuite-mcp (MCP server)",
        version="0.1.1",
        registry="npm",
        sign_in="TBA",
        program="netsuite_mcp.mjs",
        packages=("netsuite-mcp@0.1.1",),
    ),
    Peer(
        key="netsuite-python",
        title="netsuite_python",
        version="2.1.5",
        registry="PyPI",
        sign_in="OAuth 2.0 client credentials (PS256)",
        program="netsuite_python.py",
        packages=("netsuite_python==2.1.5",),
        settings=("audience=any",),
    ),
    Peer(
        key="airbyte",
        title="airbyte-source-netsuite",
        version="0.1.29",
        registry="PyPI",
        sign_in="TBA",
        program="airbyte.py",
        packages=("airbyte-source-netsuite==0.1.29",),
    ),
)
