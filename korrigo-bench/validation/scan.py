"""What scanning does to a sheet: perspective, optics, sensor, sharpening, JPEG."""
import io

import cv2
import numpy as np
from PIL import Image

from sheet import SCALE

SHEET_DPI = 200 * SCALE

# Ranges by quality: skew in degrees, perspective and bending in parts of the width, blur of the lens in thousandths of
# an inch, noise in grey levels, JPEG quality, resolutions, how dark shadows get.
QUALITIES = {
    "easy": dict(skew=0.4, tilt=0.001, bend=0.0004, blur=(1.0, 2.0), noise=(0.5, 2), jpeg=(82, 95), dpi=(200, 300),
                 shadow=0.03, ways=["colour", "colour", "grey"], dirt=2),
    "normal": dict(skew=1.2, tilt=0.003, bend=0.001, blur=(1.8, 3.5), noise=(1.5, 5), jpeg=(65, 88),
                   dpi=(150, 200, 200, 300), shadow=0.1, ways=["colour", "grey", "grey"], dirt=8),
    "hard": dict(skew=2.5, tilt=0.006, bend=0.0013, blur=(2.5, 4.5), noise=(4, 10), jpeg=(45, 75), dpi=(150, 200),
                 shadow=0.25, ways=["colour", "grey", "grey", "bits"], dirt=20),
    "worst": dict(skew=4.0, tilt=0.012, bend=0.0022, blur=(3.5, 6.5), noise=(7, 15), jpeg=(25, 55), dpi=(150, 150, 200),
                  shadow=0.45, ways=["colour", "grey", "bits"], dirt=45),
}


TILE = 640  # pixels after which the sensor's noise comes again
GRID = 16  # pixels of a scan between the points at which its warping is computed


def _finer(coarse, w, h):
    """What lies between the points of a grid that begins one step before the picture."""
    return cv2.warpAffine(coarse.astype(np.float32), np.array([(1 / GRID, 0, 1), (0, 1 / GRID, 1)]), (w, h),
                          flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


class Scan:
    """One scan, drawn at random from a quality's ranges; fields may be changed before it is made."""

    def __init__(self, quality, rng):
        q = QUALITIES[quality]
        self.rng = rng
        self.skew = rng.normal(0, q["skew"] / 2)
        self.tilt = rng.uniform(-q["tilt"], q["tilt"], 8)
        self.bend = rng.normal(0, q["bend"], (3, 2))
        self.blur = rng.uniform(*q["blur"])
        self.noise = rng.uniform(*q["noise"])
        self.jpeg = int(rng.integers(*q["jpeg"]))
        self.dpi = self.dpi_down = int(rng.choice(q["dpi"]))
        self.shadow = rng.uniform(0, q["shadow"])
        self.way = str(rng.choice(q["ways"]))
        self.dirt = int(rng.poisson(q["dirt"]))
        self.white = rng.uniform(232, 255)
        self.contrast = rng.uniform(0.88, 1.0)
        self.sharpen = rng.choice([0, 0.4, 0.9])
        self.threshold = rng.uniform(0.62, 0.8)
        self.quarters = 0  # clockwise turns of the picture
        self.crop = (0, 0, 0, 0)  # left, top, right, bottom, in units
        self.curl = 0.0  # depth of a wave over the width, in units
        self.bed = rng.choice([255, 255, 245, 60])  # what is seen beside the paper

    def take(self, pixels):
        """The file's bytes, and a function from points of the sheet (units) to pixels of the picture."""
        if self.dirt:
            pixels = self._dirty(pixels)
        if self.way != "colour":
            pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
        height, width = pixels.shape[:2]
        l, t, r, b = (v * SCALE for v in self.crop)
        fx, fy = self.dpi / SHEET_DPI, self.dpi_down / SHEET_DPI
        w, h = int((width - l - r) * fx), int((height - t - b) * fy)
        to_scan = self._homography(width, height)
        back = np.linalg.inv(to_scan)
        spread = self.blur / 1000 * SHEET_DPI * 0.8
        soft = cv2.GaussianBlur(pixels, (0, 0), max(spread, 0.45 / fx), sigmaY=max(spread, 0.45 / fy))
        coarse_x, coarse_y = np.meshgrid((np.arange(-1, w // GRID + 3) * GRID + 0.5) / fx + l,
                                         (np.arange(-1, h // GRID + 3) * GRID + 0.5) / fy + t)
        bx, by = self._bent(coarse_x, coarse_y, width, height)
        gx, gy = coarse_x + bx, coarse_y + by
        z = back[2, 0] * gx + back[2, 1] * gy + back[2, 2]
        sx = _finer((back[0, 0] * gx + back[0, 1] * gy + back[0, 2]) / z - 0.5, w, h)
        sy = _finer((back[1, 0] * gx + back[1, 1] * gy + back[1, 2]) / z - 0.5, w, h)
        bed = float(self.bed)
        seen = cv2.remap(soft, sx, sy, cv2.INTER_LINEAR,
                         borderMode=cv2.BORDER_CONSTANT, borderValue=(bed, bed, bed))
        seen = self._sense(seen)
        seen = np.ascontiguousarray(np.rot90(seen, -self.quarters))

        def place(points):
            p = np.asarray(points, float) * SCALE
            q = np.c_[p, np.ones(len(p))] @ to_scan.T
            q = q[:, :2] / q[:, 2:]
            at = q.copy()
            for _ in range(4):  # the bending is told at the scan's end: turn it round
                at = q - np.stack(self._bent(at[:, 0], at[:, 1], width, height), 1)
            x, y = (at[:, 0] - l) * fx, (at[:, 1] - t) * fy
            for turn in range(self.quarters):
                tall = h if turn % 2 == 0 else w
                x, y = tall - y, x
            return np.stack([x, y], 1)

        return self._encode(seen), place

    def _homography(self, width, height):
        corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
        middle = np.array([width / 2, height / 2])
        a = np.radians(self.skew)
        turn = np.array([(np.cos(a), -np.sin(a)), (np.sin(a), np.cos(a))])
        moved = (corners - middle) @ turn.T + middle + self.tilt.reshape(4, 2) * width
        return cv2.getPerspectiveTransform(corners.astype(np.float32), moved.astype(np.float32)).astype(np.float64)

    def _bent(self, x, y, width, height):
        """How far paper and feed move a point, in pixels of the sheet."""
        u, v = x / width, y / height
        dx = sum(self.bend[k, 0] * np.sin((k + 1) * np.pi * v + k) for k in range(3)) * width
        dy = sum(self.bend[k, 1] * np.sin((k + 1) * np.pi * u + 2 * k) for k in range(3)) * width
        return dx, dy + self.curl * SCALE * np.sin(2.2 * np.pi * u + 0.4) * np.exp(-1.5 * v)

    def _sense(self, image):
        rng = self.rng
        h, w = image.shape[:2]
        coarse = cv2.resize(rng.normal(0, 1, (4, 3)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
        ramp = np.linspace(rng.uniform(0, 1), rng.uniform(0, 1), w, dtype=np.float32)[None]
        light = 1 - self.shadow * np.clip(0.5 * ramp + 0.25 * coarse + 0.25, 0, 1)
        light = light * (self.white / 255)
        values = 255 - (255 - image.astype(np.float32)) * self.contrast
        values *= light if values.ndim == 2 else light[:, :, None]
        grain = rng.standard_normal((TILE, TILE), np.float32)
        grain = (grain + 1.6 * cv2.GaussianBlur(grain, (0, 0), 0.8)) / 1.6
        grain = np.tile(grain, (h // TILE + 1, w // TILE + 1))[:h, :w]
        noise = grain * self.noise * (0.5 + 0.5 * (values if values.ndim == 2 else values[:, :, 1]) / 255)
        values += noise if values.ndim == 2 else noise[:, :, None]
        if self.sharpen:
            values += self.sharpen * (values - cv2.GaussianBlur(values, (0, 0), 1.2))
        if self.way == "bits":
            values = np.where(values > 255 * self.threshold * light, 255, 0)
        return np.clip(values, 0, 255).astype(np.uint8)

    def _dirty(self, pixels):
        """Specks, hairs and scratches on paper or glass."""
        rng = self.rng
        pixels = pixels.copy()
        h, w = pixels.shape[:2]
        for _ in range(self.dirt):
            x, y, tone = int(rng.integers(w)), int(rng.integers(h)), int(rng.integers(40, 190))
            if rng.random() < 0.75:
                cv2.circle(pixels, (x, y), int(rng.integers(1, 6)), (tone,) * 3, -1, cv2.LINE_AA)
            else:
                steps = np.cumsum(rng.normal(0, 8, (12, 2)) + rng.normal(0, 9, 2), 0) + (x, y)
                cv2.polylines(pixels, [steps.astype(np.int32)], False, (tone,) * 3, int(rng.integers(1, 4)), cv2.LINE_AA)
        return pixels

    def _encode(self, image):
        file = io.BytesIO()
        picture = Image.fromarray(image if image.ndim == 2 else image[:, :, ::-1])
        dpi = (self.dpi, self.dpi_down) if self.quarters % 2 == 0 else (self.dpi_down, self.dpi)
        picture.save(file, "JPEG", quality=self.jpeg, dpi=dpi)
        return file.getvalue()
