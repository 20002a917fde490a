# The production image of Đình: the same installer and pins as ./run, no compiler, no root.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/dinh
# Pins and installer first: they change seldom, so that this layer is kept.
COPY requirements.txt ./
COPY tools tools
RUN python -m tools.install --into /opt/dinh
COPY . .
# Collecting files needs no secret; these values are not kept in the image. What is collected gets the
# narrow permissions of uploads, and the user of the second stage must read it.
RUN DJANGO_SETTINGS_MODULE=cms.settings.production SECRET_KEY=build DINH_ALLOWED_HOSTS=build \
    DINH_BASE_URL=https://build DINH_VAR=/tmp/var /opt/dinh/bin/python manage.py collectstatic --no-input \
    && /opt/dinh/bin/python -m compileall -q cms content_models search tools \
    && chmod -R a+rX .

FROM python:3.11-slim-bookworm
# tesseract reads the scans that communes publish.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-vie \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 dinh \
    && useradd --system --uid 10001 --gid dinh --no-create-home --shell /usr/sbin/nologin dinh \
    && install -d -o dinh -g dinh -m 0750 /var/lib/dinh
COPY --from=build /opt/dinh /opt/dinh
COPY --from=build /srv/dinh /srv/dinh
WORKDIR /srv/dinh
ENV DJANGO_SETTINGS_MODULE=cms.settings.production \
    DINH_VAR=/var/lib/dinh \
    PATH=/opt/dinh/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    WEB_CONCURRENCY=3
USER dinh
VOLUME /var/lib/dinh
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "tools.healthcheck"]
CMD ["gunicorn", "cms.wsgi:application", "--bind", "0.0.0.0:8000", "--threads", "4", "--timeout", "60", "--limit-request-line", "8190", \
     "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-", "--no-control-socket"]
