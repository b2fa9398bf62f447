"""A file on its way in: staged, reviewed, committed, perhaps reverted; resumable at every chunk."""
