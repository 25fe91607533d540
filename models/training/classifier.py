"""Steps 3 and 4: the classifier learns on adults' lung cut-outs, then on all sources through our own lung fields."""
import logging

import numpy as np
import torch
from torch.nn import functional as F

import augment
from data import ABNORMAL, FINDINGS, NORMAL, OPACITY, decode_cut_out, finding_targets, load_grey, pick, rsna_class
from geometry import erode, resample
from lung_crop import classifier_input, lung_crop
from lung_field import field_of
from metrics import auc
from nets import ChestNet, LungField, parameters

STORED, SIZE = 144, 128
UNKNOWN = -1
log = logging.getLogger("classifier")


class Crops:
    """Lung crops (n, 1, 144, 144) as uint8 with masks and targets; rows whose lung field is empty are left out."""

    def __init__(self, rows, crops):
        found = [(row, crop) for row, crop in zip(rows, crops) if crop is not None]
        self.rows = [row for row, _ in found]
        pictures = np.stack([np.round(np.clip(picture, 0, 1) * 255).astype(np.uint8) for _, (picture, _) in found])
        self.pictures = torch.from_numpy(pictures)[:, None]
        self.masks = torch.from_numpy(np.stack([mask for _, (_, mask) in found]).astype(np.uint8))[:, None]
        classes = [rsna_class(row) for row in self.rows]
        self.classes = torch.tensor([UNKNOWN if value is None else value for value in classes])
        targets = [finding_targets(row) for row in self.rows]
        self.findings = torch.tensor([[float("nan")] * len(FINDINGS) if t is None else t for t in targets])
        self.abnormal = torch.tensor([row["nih_labels"] not in ("", "No Finding") for row in self.rows])

    def __len__(self):
        return len(self.rows)


def cut_out(stored, size):
    """A lung cut-out at size x size. Two rims go first: JPEG has blurred them with the black around the lungs."""
    picture, mask = decode_cut_out(stored)
    mask = erode(erode(mask))
    box = (0, 0, stored.shape[1], stored.shape[0])
    weight = resample(mask.astype(np.float32), box, size, size)[0]
    value = resample(picture * mask, box, size, size)[0]
    return value / np.maximum(weight, 1e-6), weight > 0.5


def load_cut_outs(folder, rows):
    return Crops(rows, [cut_out(load_grey(folder, row), STORED) for row in rows])


def own_crop(picture, field, size):
    crop = lung_crop(picture.astype(np.float32) / 255, field, size)
    return None if crop is None else crop[:2]


def load_own(folder, rows, field_net):
    """Whole pictures, cropped by our own lung field."""
    pictures = [load_grey(folder, row) for row in rows]
    return Crops(rows, [own_crop(p, f, STORED) for p, f in zip(pictures, field_of(field_net, pictures))])


def training_input(pictures, masks):
    n = len(pictures)
    grid = augment.affine_grid(n, SIZE, degrees=8, zoom=0.12, stretch=0.08, shift=0.06)
    lungs = masks.float()
    stack = torch.cat([pictures.float() / 255 * lungs, lungs], 1)
    value, weight = F.grid_sample(stack, grid, align_corners=False).split(1, 1)
    mask = augment.rough_edges((weight > 0.5).float()) * (weight > 0.5)
    picture = augment.tone(value / weight.clamp(min=1e-6) * (weight > 0), gamma=0.4, noise=0.02, blur_share=0.3)
    return torch.cat([augment.standardise(picture, mask), mask], 1)


def loss_of(logits, batch_classes, findings, abnormal, weights):
    """Three classes where a radiologist said one; normal or not where only text was mined; findings at half weight."""
    classes, extra = logits[:, :3], logits[:, 3:]
    told = batch_classes != UNKNOWN
    loss = F.cross_entropy(classes[told], batch_classes[told], weight=weights, label_smoothing=0.05)
    if (~told).any():
        margin = torch.logsumexp(classes[~told][:, [ABNORMAL, OPACITY]], 1) - classes[~told][:, NORMAL]
        share = (~told).float().mean()
        loss = loss + 0.5 * share * F.binary_cross_entropy_with_logits(margin, abnormal[~told].float())
    named = ~findings.isnan()
    return loss + 0.5 * F.binary_cross_entropy_with_logits(extra[named], findings[named])


def view_balance(crops):
    """Sampling weights 1/sqrt(n of the same class and view): the view says less about the class."""
    keys = [(int(c), row["view"]) for c, row in zip(crops.classes, crops.rows)]
    counts = {key: keys.count(key) for key in set(keys)}
    return torch.tensor([counts[key] ** -0.5 for key in keys])


def class_balance(crops):
    """Sampling weights 1/n of the same class: three in four of the children have pneumonia, which would teach that
    children have pneumonia. Where no radiologist told a class, normal or not takes its place."""
    keys = [(int(c), c == UNKNOWN and bool(a)) for c, a in zip(crops.classes, crops.abnormal)]
    counts = {key: keys.count(key) for key in set(keys)}
    return torch.tensor([1 / counts[key] for key in keys])


def optimise(net, epochs, steps, rate, draw, after):
    """`epochs` times `steps` batches from draw() -> (source, indices) list, with a one-cycle learning rate."""
    weights = torch.tensor([1.0, 1.0, 1.2])
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=epochs * steps, pct_start=0.25)
    for epoch in range(epochs):
        net.train()
        total = 0.0
        for _ in range(steps):
            parts = draw()
            join = lambda name: torch.cat([getattr(source, name)[index] for source, index in parts])
            inputs = training_input(join("pictures"), join("masks")).contiguous(memory_format=torch.channels_last)
            loss = loss_of(net(inputs), join("classes"), join("findings"), join("abnormal"), weights)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        net.eval()
        after(epoch + 1, total / steps)


def tensors_of_cut_outs(folder, rows):
    return np.stack([classifier_input(*cut_out(load_grey(folder, row), SIZE)) for row in rows])


def tensors_of_own(folder, rows, field_net):
    """(tensors, rows) of whole pictures, exactly as the service makes them; empty lung fields are left out."""
    pictures = [load_grey(folder, row) for row in rows]
    crops = [own_crop(p, f, SIZE) for p, f in zip(pictures, field_of(field_net, pictures))]
    kept = [(classifier_input(*crop), row) for crop, row in zip(crops, rows) if crop is not None]
    return np.stack([tensor for tensor, _ in kept]), [row for _, row in kept]


def predict(net, tensors):
    with torch.no_grad():
        return torch.cat([net(part) for part in torch.from_numpy(tensors).split(128)]).numpy()


def opacity_margin(logits):
    """Log-odds of Lung Opacity against the two other classes."""
    return logits[:, OPACITY] - np.logaddexp(logits[:, NORMAL], logits[:, ABNORMAL])


def abnormal_margin(logits):
    """Log-odds of not Normal."""
    return np.logaddexp(logits[:, ABNORMAL], logits[:, OPACITY]) - logits[:, NORMAL]


class Watch:
    """Validation after every epoch (train and val share no patient; Kermany's test is not looked at here)."""

    def __init__(self, folder, rows, field_net):
        self.adults = pick(rows, "rsna_lung", "val")
        self.cut_outs = tensors_of_cut_outs(folder, self.adults)
        self.children, self.child_rows = tensors_of_own(folder, pick(rows, "kermany", "val"), field_net)
        self.nih, self.nih_rows = tensors_of_own(folder, pick(rows, "nih_full", "val"), field_net)

    def __call__(self, net, epoch, loss):
        logits = predict(net, self.cut_outs)
        truth = np.array([rsna_class(row) for row in self.adults])
        pa = np.array([row["view"] == "PA" for row in self.adults])
        pair, margin = truth != ABNORMAL, opacity_margin(logits)
        child = np.array([rsna_class(row) == OPACITY for row in self.child_rows])
        nih = np.array([row["nih_labels"] != "No Finding" for row in self.nih_rows])
        log.info(
            "epoch %s: loss %.4f; val AUC Normal/Opacity %.3f, PA %.3f, Normal/any %.3f; children %.3f; NIH %.3f",
            epoch, loss, auc(margin[pair], truth[pair] == OPACITY)["auc"],
            auc(margin[pair & pa], truth[pair & pa] == OPACITY)["auc"], auc(abnormal_margin(logits), truth != NORMAL)["auc"],
            auc(opacity_margin(predict(net, self.children)), child)["auc"],
            auc(abnormal_margin(predict(net, self.nih)), nih)["auc"],
        )


def load_field(path):
    net = LungField()
    net.load_state_dict(torch.load(path))
    return net.eval()


def train(folder, rows, field_path, epochs, mixed_epochs):
    field_net = load_field(field_path)
    cut_outs = load_cut_outs(folder, pick(rows, "rsna_lung", "train"))
    own = [load_own(folder, pick(rows, name, "train"), field_net) for name in ("kermany", "rsna_full_normal", "nih_full")]
    watch = Watch(folder, rows, field_net)
    net = ChestNet(len(FINDINGS)).to(memory_format=torch.channels_last)
    log.info("%d cut-outs, %s whole pictures, %d parameters", len(cut_outs), [len(o) for o in own], parameters(net))
    balance = view_balance(cut_outs)
    some = lambda n: (cut_outs, torch.multinomial(balance, n))
    shares = [class_balance(crops) for crops in own]
    steps = len(cut_outs) // 48
    optimise(net, epochs, steps, 4e-3, lambda: [some(48)], lambda epoch, loss: watch(net, epoch, loss))
    mixed = lambda: [some(32)] + [(crops, torch.multinomial(w, n)) for crops, w, n in zip(own, shares, (8, 4, 4))]
    steps = len(cut_outs) // 32
    optimise(net, mixed_epochs, steps, 1.5e-3, mixed, lambda epoch, loss: watch(net, f"mixed {epoch}", loss))
    return net
