# Gateway, action server and knowledge base: one image, three commands. Build it from the root of the repository:
#   docker build -f deploy/Dockerfile.app -t zhiwen-app:VERSION .
# Where pip needs a configuration of its own (a mirror, a certificate): --secret id=pip,src=/path/to/pip.conf
ARG PYTHON=python:3.11-slim-bookworm

FROM ${PYTHON} AS installed
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements/app.txt /tmp/app.txt
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    /opt/venv/bin/python -m pip install --require-hashes -r /tmp/app.txt

# Written here: the names to recognise, for the model (Dockerfile.rasa), and the table of word pieces, which processes of a
# machine share while it is a file. A notice that is broken ends the build. What is published on the way is thrown away:
# people are served from PostgreSQL.
FROM installed AS checked
WORKDIR /opt/zhiwen
COPY policies_kb policies_kb
COPY actions actions
COPY bot bot
COPY telemetry telemetry
RUN ZHIWEN_DATABASE_URL=sqlite:////tmp/kb.sqlite \
    /opt/venv/bin/python -m policies_kb build --strict --names build/terms.json \
    && /opt/venv/bin/python -m compileall -q policies_kb actions bot telemetry

FROM ${PYTHON}
RUN groupadd --system --gid 10001 zhiwen \
    && useradd --system --uid 10001 --gid 10001 --home-dir /tmp --no-create-home --shell /usr/sbin/nologin zhiwen
COPY --from=installed /opt/venv /opt/venv
COPY --from=checked /opt/zhiwen /opt/zhiwen
COPY deploy/healthy.py /opt/zhiwen/healthy.py
WORKDIR /opt/zhiwen
# One message is too little work to share, and fewer heaps: as in dev/assistant.py.
ENV PATH=/opt/venv/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 \
    OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 MALLOC_ARENA_MAX=2 \
    ZHIWEN_HOST=0.0.0.0 ZHIWEN_PORT=8080 ZHIWEN_LOG=json
USER 10001:10001
EXPOSE 8080
# The process lives; whether it can answer is asked at /readyz by whoever sends it people.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["python", "healthy.py", "8080", "/healthz"]
CMD ["python", "-m", "bot"]
