"""Travel time and facilities of the sample region as layers of QGIS: paste into the Python console.

Outside QGIS it prints the addresses of the layers. The service: CARESHED_URL, default http://127.0.0.1:3000
"""
import json
import os
import tempfile
import urllib.request

URL = os.environ.get("CARESHED_URL", "http://127.0.0.1:3000")


def fetch(path, data=None):
    """Bytes of an address of the service."""
    headers = {"Content-Type": "application/json"} if data else {}
    return urllib.request.urlopen(urllib.request.Request(URL + path, data=data, headers=headers)).read()


def keep(name, content):
    """Writes bytes to a temporary file and returns its path."""
    path = os.path.join(tempfile.mkdtemp(), name)
    with open(path, "wb") as file:
        file.write(content)
    return path


question = json.dumps({"inputs": {"region": "qinghe"}}).encode()
answer = json.loads(fetch("/api/processes/travel-time/execution", question))
raster = keep("minutes.tif", fetch(answer["surface"]["geotiff"]))
facilities = keep("facilities.geojson", fetch("/api/collections/qinghe.facilities/items?limit=10000"))
try:
    from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

    QgsProject.instance().addMapLayer(QgsRasterLayer(raster, "minutes"))
    QgsProject.instance().addMapLayer(QgsVectorLayer(facilities, "facilities", "ogr"))
except ImportError:
    print(f"raster {raster} ({os.path.getsize(raster)} bytes)")
    print(f"facilities {facilities} ({os.path.getsize(facilities)} bytes)")
