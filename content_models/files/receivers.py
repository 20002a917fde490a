"""A new or replaced file is read in the background: the job is a row of the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_init, post_save

from .models import AttachedFile


def connect() -> None:
    """Called once, when the app is ready."""
    post_init.connect(remember_name, sender=AttachedFile)
    post_save.connect(queue_reading, sender=AttachedFile)


def remember_name(sender: type[AttachedFile], instance: AttachedFile, **kwargs: Any) -> None:
    instance._read_name = instance.file.name if instance.pk and "file" in instance.__dict__ else ""


def queue_reading(sender: type[AttachedFile], instance: AttachedFile, **kwargs: Any) -> None:
    from .tasks import read_file_text

    if instance.file and instance.file.name != instance._read_name:
        instance._read_name = instance.file.name
        read_file_text.enqueue(instance.pk)
