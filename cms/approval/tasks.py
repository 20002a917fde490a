"""Mail, outside the request."""

from __future__ import annotations

from django.core.mail import send_mail
from django_tasks import task

from content_models.roles.models import Person


@task()
def send_notice(person_id: int, subject: str, body: str) -> None:
    """Mail one notice; nothing for a person without an address or no longer active."""
    person = Person.objects.filter(pk=person_id, is_active=True).exclude(email="").first()
    if person is not None:
        send_mail(subject.replace("\n", " "), body, None, [person.email])
