# The API and the worker: one image, two commands.
FROM node:22-slim AS frontend
WORKDIR /unison/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1
WORKDIR /unison
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY src/ src/
COPY projections/ projections/
COPY schema/ schema/
COPY --from=frontend /unison/frontend/dist frontend/dist
# A number, so that a runtime that refuses root can tell that it is none; the volume takes its owner from the folder
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e . && install -d -m 0700 -o 10001 -g 10001 /data
ENV UNISON_DATA=/data PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
EXPOSE 8000
CMD ["unison", "serve", "--no-workers"]
