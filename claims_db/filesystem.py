"""Whether a path lies on a network file system, where SQLite's write-ahead log is unsafe.

The log's index is shared memory, which several machines can't share: https://www.sqlite.org/wal.html, "Overview".
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

_NAMES = """
    nfs nfs4 cifs smb smbfs smb3 afpfs webdav davfs davfs2 9p afs auristorfs coda ncpfs ceph glusterfs lustre gpfs
    beegfs ocfs2 gfs2 orangefs pvfs2 moosefs fuse.sshfs fuse.rclone fuse.s3fs fuse.gcsfuse fuse.glusterfs
    fuse.cephfs fuse.davfs fuse.juicefs fuse.curlftpfs fuse.smbnetfs fuse.gvfsd-fuse macfuse.sshfs osxfuse.sshfs
"""
NETWORK = frozenset(_NAMES.split())


class Mount(Protocol):
    """One mounted file system, as ``psutil.disk_partitions`` gives it."""

    @property
    def mountpoint(self) -> str: ...
    @property
    def fstype(self) -> str: ...
    @property
    def opts(self) -> str: ...


def network_file_system(path: Path, mounts: Iterable[Mount] | None = None) -> str | None:
    """The type of the network file system that holds ``path`` (which need not exist), or None for a local one."""
    if mounts is None:
        import psutil

        mounts = psutil.disk_partitions(all=True)
    place = path.resolve()
    deepest: tuple[int, Mount | None] = (-1, None)
    for mount in mounts:
        point = Path(mount.mountpoint)
        # a later mount on the same point covers the earlier one
        if place.is_relative_to(point) and len(point.parts) >= deepest[0]:
            deepest = (len(point.parts), mount)
    mount_of = deepest[1]
    if mount_of is None:
        return None
    kind = mount_of.fstype.casefold()
    # psutil reports mapped network drives of Windows by option
    remote = kind in NETWORK or "remote" in mount_of.opts.split(",")
    return mount_of.fstype if remote else None
