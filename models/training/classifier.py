"""Steps 3 and 4: the classifier learns on adults' lung cut-outs, then on all sources through our own lung fields."""
import logging

import numpy as np
import torch
from torch.nn import functional as F

import augment
from crops import SIZE, UNKNOWN, tensors_of_cut_outs, tensors_of_own
from data import ABNORMAL, FINDINGS, NORMAL, OPACITY, pick, rsna_class
from metrics import auc
from nets import ChestNet, parameters
from sources import Sources, balanced, evenly

log = logging.getLogger("classifier")


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


def train(folder, rows, field_net, epochs, mixed_epochs):
    sources, watch = Sources(folder, rows, field_net), Watch(folder, rows, field_net)
    net = ChestNet(len(FINDINGS)).to(memory_format=torch.channels_last)
    log.info("%d parameters", parameters(net))
    steps = len(sources.cut_outs) // 48
    optimise(net, epochs, steps, 4e-3, lambda: [sources.some_cut_outs(48)], lambda epoch, loss: watch(net, epoch, loss))
    steps, mixed = len(sources.cut_outs) // 32, sources.mixed(evenly)
    optimise(net, mixed_epochs, steps, 1.5e-3, mixed, lambda epoch, loss: watch(net, f"mixed {epoch}", loss))
    return net


def settle(folder, rows, field_net, net, steps):
    """Some last batches in which normal and abnormal are equally frequent within every source of whole pictures."""
    sources, watch = Sources(folder, rows, field_net), Watch(folder, rows, field_net)
    net = net.to(memory_format=torch.channels_last)
    optimise(net, 1, steps, 5e-4, sources.mixed(balanced), lambda _, loss: watch(net, "settled", loss))
    return net


def load_chest(path):
    net = ChestNet(len(FINDINGS))
    net.load_state_dict(torch.load(path))
    return net.eval()
