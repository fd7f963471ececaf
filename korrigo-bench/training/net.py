"""The character nets that were compared: plain layers, so that OpenCV's dnn reads them and one CPU thread is enough."""

import cv2
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

CLASS_COUNT = 38
SHIPPED = "32-deep"
SLIGHT = 0.01  # how far a new layer is from passing on what it gets: alike channels would never part

# name: side of the patch in pixels, layers, width of the hidden layer. A layer is ("conv", channels, kernel, stride),
# ("apart", channels, stride) for a depth-wise convolution and one across channels, or ("pool",).
DESIGNS = {
    "48": (
        48,
        [("conv", 16, 5, 2), ("conv", 32, 3, 1), ("pool",), ("conv", 48, 3, 1), ("conv", 64, 3, 1), ("pool",)]
        + [("conv", 96, 3, 1), ("pool",)],
        128,
    ),
    "48-strided": (
        48,
        [("conv", 16, 5, 2), ("conv", 32, 3, 2), ("conv", 48, 3, 1), ("conv", 96, 3, 2), ("conv", 96, 3, 1), ("pool",)],
        128,
    ),
    "48-depthwise": (
        48,
        [("conv", 16, 5, 2), ("apart", 48, 2), ("apart", 64, 1), ("apart", 128, 2), ("apart", 160, 1), ("pool",)],
        128,
    ),
    "32": (
        32,
        [("conv", 16, 5, 2), ("conv", 32, 3, 1), ("pool",), ("conv", 64, 3, 1), ("conv", 64, 3, 1), ("pool",)]
        + [("conv", 128, 3, 1), ("pool",)],
        128,
    ),
    "32-lean": (
        32,
        [("conv", 16, 5, 2), ("conv", 32, 3, 1), ("pool",), ("conv", 48, 3, 1), ("pool",), ("conv", 128, 3, 1), ("pool",)],
        128,
    ),
    "32-lean-64": (
        32,
        [("conv", 16, 5, 2), ("conv", 32, 3, 1), ("pool",), ("conv", 64, 3, 1), ("pool",), ("conv", 128, 3, 1), ("pool",)],
        128,
    ),
    "32-deep": (
        32,
        [("conv", 16, 5, 2), ("conv", 32, 3, 1), ("pool",), ("conv", 48, 3, 1), ("conv", 48, 3, 1), ("pool",)]
        + [("conv", 128, 3, 1), ("conv", 128, 3, 1), ("pool",)],
        128,
    ),
    "32-small": (
        32,
        [("conv", 12, 5, 2), ("conv", 24, 3, 1), ("pool",), ("conv", 48, 3, 1), ("conv", 48, 3, 1), ("pool",)]
        + [("conv", 96, 3, 1), ("pool",)],
        96,
    ),
}


class CellNet(nn.Module):
    """Batch x 1 x side x side, ink 0 to 1, to batch x 38 logits."""

    def __init__(self, design, dropout=0.2):
        super().__init__()
        self.side, layers, hidden = DESIGNS[design]
        channels, side, features = 1, self.side, []
        for kind, *shape in layers:
            if kind == "pool":
                features.append(nn.MaxPool2d(2))
                side //= 2
                continue
            if kind == "conv":
                wider, kernel, stride = shape
                features += _conv(channels, wider, kernel, stride)
            else:
                wider, stride = shape
                features += _conv(channels, channels, 3, stride, groups=channels) + _conv(channels, wider, 1, 1)
            channels, side = wider, -(-side // stride)
        self.features = nn.Sequential(*features)
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(dropout),
            nn.Linear(channels * side * side, hidden),
            nn.ReLU(inplace=True),
            nn.Dropout(dropout),
            nn.Linear(hidden, CLASS_COUNT),
        )

    def forward(self, patches):
        return self.head(self.features(patches))


def _conv(inputs, outputs, kernel, stride, groups=1):
    return [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False, groups=groups),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]


def parameter_count(model):
    return sum(p.numel() for p in model.parameters())


def grow(model, path, patches):
    """Gives a net the weights of a smaller one, an ONNX file of `deployable`, so that it says the same at first.

    Where the smaller net has a layer of the same shape, that is taken, in order; every other convolution passes on what it
    gets. `patches` (n x side x side uint8) show the normalisation what to expect.
    """
    smaller = cv2.dnn.readNetFromONNX(str(path))
    layers = [smaller.getLayer(smaller.getLayerId(name)).blobs for name in smaller.getLayerNames()]
    theirs = [[torch.from_numpy(blob.copy()) for blob in blobs] for blobs in layers if len(blobs)]
    seen = torch.from_numpy(patches).unsqueeze(1).float() / 255
    with torch.no_grad():
        for layer, norm in zip(model.features, [*model.features[1:], None]):
            if isinstance(layer, nn.Conv2d):
                bias = torch.zeros(layer.out_channels)
                if theirs[0][0].shape == layer.weight.shape:
                    weight, bias = theirs.pop(0)
                    layer.weight.copy_(weight)
                else:
                    nn.init.normal_(layer.weight, std=SLIGHT)
                    middle = layer.kernel_size[0] // 2
                    for channel in range(layer.out_channels):
                        layer.weight[channel, channel, middle, middle] += 1
                seen = layer(seen)
                mean, variance = seen.mean((0, 2, 3)), seen.var((0, 2, 3))
                seen = seen + bias.view(1, -1, 1, 1)
                norm.running_mean.copy_(mean)
                norm.running_var.copy_(variance)
                norm.weight.copy_((variance + norm.eps).sqrt())
                norm.bias.copy_(mean + bias.view(-1))
            elif not isinstance(layer, nn.BatchNorm2d):
                seen = layer(seen)
        for layer in model.head:
            if isinstance(layer, nn.Linear):
                weight, bias = theirs.pop(0)
                layer.weight.copy_(weight.view_as(layer.weight))
                layer.bias.copy_(bias.view(-1))


def deployable(model, temperature):
    """The same function without batch normalisation and dropout, its logits divided by the temperature."""
    model = model.eval()
    layers = []
    for layer in (*model.features, *model.head):
        if isinstance(layer, nn.BatchNorm2d):
            layers[-1] = fuse_conv_bn_eval(layers[-1], layer)
        elif isinstance(layer, nn.ReLU):
            layers.append(nn.ReLU())
        elif not isinstance(layer, nn.Dropout):
            layers.append(layer)
    last = nn.Linear(layers[-1].in_features, layers[-1].out_features)
    with torch.no_grad():
        last.weight.copy_(layers[-1].weight / temperature)
        last.bias.copy_(layers[-1].bias / temperature)
    return nn.Sequential(*layers[:-1], last).eval()


def export(model, side, path):
    """Writes a deployable model as ONNX opset 11 with a free batch size."""
    torch.onnx.export(
        model,
        torch.zeros(1, 1, side, side),
        str(path),
        opset_version=11,
        input_names=["patches"],
        output_names=["logits"],
        dynamic_axes={"patches": {0: "batch"}, "logits": {0: "batch"}},
    )
