"""Answers of scikit-image and scipy on the rasters given as JSON on standard input; see make-scipy-goldens.ts.

Written from the definitions in server/kernel/cost/README.md, cell by cell, and shares no code with the kernels.
"""
import json
import math
import sys

import numpy
import scipy
import skimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from skimage.graph import MCP_Geometric

MOVES = [(r, c) for r in range(-2, 3) for c in range(-2, 3)
         if max(abs(r), abs(c)) == 1 or abs(r * c) == 2]


def tobler(slope):
    return math.exp(-3.5 * abs(slope + 0.05)) / math.exp(-3.5 * 0.05)


def quarters(r, c, dr, dc):
    """The two cells between the ends of a knight move."""
    if abs(dc) == 2:
        return [(r, c + dc // 2), (r + dr, c + dc // 2)]
    return [(r + dr // 2, c), (r + dr // 2, c + dc)]


def build_graph(pace, height, cell):
    """Directed arcs of sixteen moves with closed corners; time on a slope by Tobler."""
    rows, columns = pace.shape
    start, end, cost = [], [], []
    for r in range(rows):
        for c in range(columns):
            for dr, dc in MOVES:
                r1, c1 = r + dr, c + dc
                if not (0 <= r1 < rows and 0 <= c1 < columns):
                    continue
                charged = [(r, c), (r1, c1)]
                if abs(dr * dc) == 2:
                    charged += quarters(r, c, dr, dc)
                mean = sum(pace[at] for at in charged) / len(charged)
                if math.isinf(mean):
                    continue
                if abs(dr) == 1 and abs(dc) == 1 and math.isinf(pace[r, c1]) and math.isinf(pace[r1, c]):
                    continue
                length = cell * math.hypot(dr, dc)
                slope = (height[r1, c1] - height[r, c]) / length
                start.append(r * columns + c)
                end.append(r1 * columns + c1)
                cost.append(length * mean / tobler(slope))
    return coo_matrix((cost, (start, end)), shape=(rows * columns,) * 2).tocsr()


def clean(seconds):
    return [None if not math.isfinite(s) or s > 1e300 else float(s) for s in seconds]


answers = []
for raster in json.load(sys.stdin):
    rows, columns, cell = raster["rows"], raster["columns"], raster["cell"]
    pace = numpy.array([math.inf if f is None else f for f in raster["friction"]]).reshape(rows, columns)
    height = numpy.array(raster["elevation"]).reshape(rows, columns)
    sources = raster["sources"]
    mcp = MCP_Geometric(pace, fully_connected=True, sampling=(cell, cell))
    times, _ = mcp.find_costs([divmod(s, columns) for s in sources])
    answers.append({"raster": raster["name"], "tool": "MCP_Geometric", "direction": "both",
                    "version": f"scikit-image {skimage.__version__}", "values": clean(times.ravel())})
    graph = build_graph(pace, height, cell)
    for direction, arcs in (("from", graph), ("to", graph.T.tocsr())):
        times = dijkstra(arcs, directed=True, indices=sources, min_only=True)
        answers.append({"raster": raster["name"], "tool": "dijkstra", "direction": direction,
                        "version": f"scipy {scipy.__version__}", "values": clean(times)})
json.dump(answers, sys.stdout)
