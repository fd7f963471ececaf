"""The character net: plain convolutions, so that OpenCV's dnn reads it and one CPU thread is enough."""

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

SIDE = 48
CLASS_COUNT = 38


class CellNet(nn.Module):
    """Batch x 1 x 48 x 48, ink 0 to 1, to batch x 38 logits."""

    def __init__(self, widths=(16, 32, 48, 64, 96), hidden=128, dropout=0.2):
        super().__init__()
        a, b, c, d, e = widths
        self.features = nn.Sequential(
            *_conv(1, a, kernel=5, stride=2, padding=2),
            *_conv(a, b),
            nn.MaxPool2d(2),
            *_conv(b, c),
            *_conv(c, d),
            nn.MaxPool2d(2),
            *_conv(d, e),
            nn.MaxPool2d(2),
        )
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Dropout(dropout),
            nn.Linear(e * 9, hidden),
            nn.ReLU(inplace=True),
            nn.Dropout(dropout),
            nn.Linear(hidden, CLASS_COUNT),
        )

    def forward(self, patches):
        return self.head(self.features(patches))


def _conv(inputs, outputs, kernel=3, stride=1, padding=1):
    return (
        nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


def parameter_count(model):
    return sum(p.numel() for p in model.parameters())


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


def export(model, path):
    """Writes a deployable model as ONNX opset 11 with a free batch size."""
    torch.onnx.export(
        model,
        torch.zeros(1, 1, SIDE, SIDE),
        str(path),
        opset_version=11,
        input_names=["patches"],
        output_names=["logits"],
        dynamic_axes={"patches": {0: "batch"}, "logits": {0: "batch"}},
    )
