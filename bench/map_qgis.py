"""QGIS's renderer on the same points, run by the Python that QGIS was installed for."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PYTHON = "/usr/bin/python3"
SCRIPT = """
import sys, time
import numpy as np
from qgis.core import (QgsApplication, QgsFeature, QgsGeometry, QgsMapRendererSequentialJob,
    QgsMapSettings, QgsPointXY, QgsRectangle, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
path, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
app = QgsApplication([], False)
app.initQgis()
layer = QgsVectorLayer("Point?crs=EPSG:4326", "persons", "memory")
made = []
for lat, lon in np.load(path).tolist():
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
    made.append(feature)
layer.dataProvider().addFeatures(made)
settings = QgsMapSettings()
settings.setLayers([layer])
settings.setOutputSize(QSize(width, height))
taken = []
for number in range(4):
    settings.setExtent(QgsRectangle(26 + number * 0.05, 36, 38 + number * 0.05, 42))
    job = QgsMapRendererSequentialJob(settings)
    start = time.perf_counter()
    job.start()
    job.waitForFinished()
    taken.append((time.perf_counter() - start) * 1000)
print(sorted(taken[1:])[1])
"""


def frame_ms(
    lat: NDArray[np.float64], lon: NDArray[np.float64], width: int, height: int
) -> float | None:
    """Median milliseconds of a frame of panning; None where QGIS is not installed."""
    if (
        shutil.which(PYTHON) is None
        or subprocess.run(
            [PYTHON, "-c", "import qgis.core"], capture_output=True, check=False
        ).returncode
    ):
        return None
    with tempfile.TemporaryDirectory() as folder:
        points = Path(folder) / "points.npy"
        np.save(points, np.column_stack([lat, lon]))
        said = subprocess.run(
            [PYTHON, "-c", SCRIPT, str(points), str(width), str(height)],
            capture_output=True, check=True, text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        ).stdout  # fmt: skip
    return float(said.split()[-1])
