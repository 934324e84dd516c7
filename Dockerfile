# Raphe for a department: see docker-compose.yml and docs/operate.md.

FROM python:3.11.14-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/raphe
COPY requirements/run.txt /tmp/run.txt
RUN /opt/raphe/bin/pip install --require-hashes --only-binary=:all: -r /tmp/run.txt
WORKDIR /app
COPY manage.py ./
COPY pgx ./pgx
COPY templates ./templates
# The key is for this one command; the image keeps none, and the container must be given its own.
RUN DATA_DIR=/app/build SECRET_KEY=build-only \
    /opt/raphe/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11.14-slim-bookworm AS run
ENV PATH=/opt/raphe/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    STATIC_ROOT=/app/build/static
RUN groupadd --gid 10001 raphe \
    && useradd --uid 10001 --gid raphe --no-create-home --shell /usr/sbin/nologin raphe \
    && install -d -o raphe -g raphe -m 0700 /data
COPY --from=build /opt/raphe /opt/raphe
COPY --from=build /app /app
COPY fixtures /app/fixtures
WORKDIR /app
# By number, so that an orchestrator can see that it is not root.
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "pgx.wsgi:application", "--bind=0.0.0.0:8000", \
     "--config=python:pgx.observability.gunicorn", "--worker-class=gthread", \
     "--workers=2", "--threads=4", "--preload", "--no-control-socket", "--log-level=warning"]
