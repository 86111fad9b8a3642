# The API and the worker: one image, two commands.
FROM node:22-slim AS frontend
WORKDIR /unison/frontend
COPY frontend/ ./
# Without a front end the API alone is served
RUN mkdir -p dist && if [ -f package.json ]; then npm install --no-save --no-audit --no-fund && npm run build; fi

FROM python:3.12-slim
WORKDIR /unison
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY src/ src/
COPY projections/ projections/
COPY schema/ schema/
COPY --from=frontend /unison/frontend/dist frontend/dist
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e . \
    && useradd --system --no-create-home --home-dir /nonexistent unison
USER unison
EXPOSE 8000
CMD ["unison", "serve", "--no-workers"]
