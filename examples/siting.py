"""Three new sites for the sample region, with the bound of the plan. Python 3.8 or later, no packages.

The service: CARESHED_URL, default http://127.0.0.1:3000
"""
import json
import os
import urllib.request

URL = os.environ.get("CARESHED_URL", "http://127.0.0.1:3000")


def execute(process, inputs):
    """Executes a process and returns its answer."""
    request = urllib.request.Request(
        f"{URL}/api/processes/{process}/execution",
        data=json.dumps({"inputs": inputs}).encode(),
        headers={"Content-Type": "application/json", "Accept-Language": "en"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


plan = execute("siting", {"region": "qinghe", "sites": 3, "cutoffMinutes": 60})
print(f"covered: {plan['baseline']['percent']:.1f} % before, {plan['after']['percent']:.1f} % after")
print(f"no plan of as many sites is more than {plan['gapPercent']:.2f} % better")
for site in plan["sites"]:
    print(f"{site['order']}. {site['lon']:.4f}, {site['lat']:.4f}: {site['gain']:.0f} people more")
