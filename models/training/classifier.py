"""Steps 3 to 6: the classifier learns on adults' lung cut-outs, then on all sources through our own lung fields, then on
transplants, and last with what the networks before it made of NIH's pictures."""
import logging
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import augment
from crops import SIZE, UNKNOWN, stored_tensors, tensors_of_cut_outs, tensors_of_own
from data import ABNORMAL, FINDINGS, NORMAL, OPACITY, pick, rsna_class
from metrics import auc
from nets import Average, ChestNet, Ensemble, parameters
from sources import CutOuts, Sources

log = logging.getLogger("classifier")


def training_input(pictures, masks, changes=None, with_grid=False):
    """Inputs (n, 2, 160, 160) of stored crops, changed at random; `changes` are shares of masks that lose parts and of
    pictures that lose detail. With the grid, also where in the crop every pixel was taken from (n, 160, 160, 2)."""
    n, changes = len(pictures), changes or {"lost": 0, "smeared": 0}
    grid = augment.affine_grid(n, SIZE, degrees=8, zoom=0.12, stretch=0.08, shift=0.06)
    lungs = masks.float()
    stack = torch.cat([pictures.float() / 255 * lungs, lungs], 1)
    value, weight = F.grid_sample(stack, grid, align_corners=False).split(1, 1)
    mask = (weight > 0.5).float()
    picture = augment.smeared(value / weight.clamp(min=1e-6) * (weight > 0), mask, changes["smeared"])
    mask = augment.rough_edges(augment.cut_to_others(mask, changes["lost"])) * (weight > 0.5)
    picture = augment.tone(picture, gamma=0.4, noise=0.02, blur_share=0.3)
    inputs = torch.cat([augment.standardise(picture, mask), mask], 1)
    return (inputs, grid) if with_grid else inputs


def loss_of(logits, batch_classes, findings, abnormal, taught, weights):
    """Classes that other networks gave, where there are such, and labels elsewhere."""
    soft = ~taught.isnan().any(1)
    if not soft.any():
        return loss_of_labels(logits, batch_classes, findings, abnormal, weights)
    share, hard = soft.float().mean(), ~soft
    labelled = loss_of_labels(logits[hard], batch_classes[hard], findings[hard], abnormal[hard], weights)
    return (1 - share) * labelled + share * F.cross_entropy(logits[soft][:, :3], taught[soft])


def loss_of_labels(logits, batch_classes, findings, abnormal, weights):
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


def mixed_up(inputs, targets, weights, net):
    """Mixup (Zhang 2018): the loss of blends of two pictures, by their shares in it."""
    share = float(np.random.beta(0.4, 0.4))
    order = torch.randperm(len(inputs))
    logits = forward(net, share * inputs + (1 - share) * inputs[order])
    others = [target[order] for target in targets]
    return share * loss_of(logits, *targets, weights) + (1 - share) * loss_of(logits, *others, weights)


def forward(net, inputs):
    """Logits in float32; the layers themselves in bfloat16, which halves the time on CPUs that have it."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return net(inputs.contiguous(memory_format=torch.channels_last)).float()


def optimise(net, epochs, steps, rate, draw, blend, after, changes=None, rise=0.25):
    """`epochs` times `steps` batches from draw() -> (source, indices) list, with a one-cycle learning rate that rises
    over the share `rise` of the steps. A share `blend` of the batches is mixed up; `changes` as for training_input.
    Returns the averaged network."""
    weights = torch.tensor([1.0, 1.0, 1.2])
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=epochs * steps, pct_start=rise)
    average = Average(net, 0.998)
    for epoch in range(epochs):
        net.train()
        total = 0.0
        for _ in range(steps):
            parts = draw()
            join = lambda name: torch.cat([getattr(source, name)[index] for source, index in parts])
            inputs = training_input(join("pictures"), join("masks"), changes)
            targets = [join(name) for name in ("classes", "findings", "abnormal", "taught")]
            blended = np.random.rand() < blend
            loss = mixed_up(inputs, targets, weights, net) if blended else loss_of(forward(net, inputs), *targets, weights)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            average.update(net)
            total += loss.item()
        after(average.net, epoch + 1, total / steps)
    return average.net


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
    """Validation after every epoch (train and val share no patient; Kermany's test is not looked at here). Without a
    lung field only the cut-outs are watched."""

    def __init__(self, folder, rows, field_net=None):
        self.adults = pick(rows, "rsna_lung", "val")
        self.cut_outs = tensors_of_cut_outs(folder, self.adults)
        self.whole = {}
        if field_net is not None:
            self.whole = {name: tensors_of_own(folder, pick(rows, name, "val"), field_net)
                          for name in ("kermany", "nih_full")}

    def __call__(self, net, epoch, loss):
        logits = predict(net, self.cut_outs)
        truth = np.array([rsna_class(row) for row in self.adults])
        pa = np.array([row["view"] == "PA" for row in self.adults])
        pair, margin = truth != ABNORMAL, opacity_margin(logits)
        found = {"Normal/Opacity": auc(margin[pair], truth[pair] == OPACITY),
                 "PA": auc(margin[pair & pa], truth[pair & pa] == OPACITY),
                 "AP": auc(margin[pair & ~pa], truth[pair & ~pa] == OPACITY),
                 "Normal/any": auc(abnormal_margin(logits), truth != NORMAL)}
        for name, (tensors, rows) in self.whole.items():
            abnormal = np.array([rsna_class(row) == OPACITY if name == "kermany" else row["nih_labels"] != "No Finding"
                                 for row in rows])
            found[name] = auc(abnormal_margin(predict(net, tensors)), abnormal)
        log.info("epoch %s: loss %.4f; val AUC %s", epoch, loss, ", ".join(f"{k} {v['auc']:.3f}" for k, v in found.items()))


def train_on_cut_outs(folder, rows, epochs):
    """Step 3: adults' lung cut-outs only."""
    cut_outs, watch = CutOuts(folder, rows), Watch(folder, rows)
    net = ChestNet(len(FINDINGS)).to(memory_format=torch.channels_last)
    log.info("%d cut-outs, %d parameters", len(cut_outs.crops), parameters(net))
    return optimise(net, epochs, len(cut_outs.crops) // 48, 4e-3, lambda: [cut_outs.some(48)], 0.5, watch)


def train_on_all(folder, rows, field_net, own, net, epochs):
    """Step 4: cut-outs and whole pictures through our own lung field, normal and abnormal equally frequent within
    every source of whole pictures."""
    sources, watch = Sources(folder, rows, own), Watch(folder, rows, field_net)
    return optimise(net, epochs, len(sources.cut_outs.crops) // 32, 1.5e-3, sources.mixed, 0.25, watch)


def train_on_transplants(folder, rows, field_net, own, transplants, net):
    """Step 5: on with cut-outs whose outlines tell less, and with transplants, whose outlines are those of the service.
    What comes of it only teaches."""
    sources, watch = Sources(folder, rows, own, transplants), Watch(folder, rows, field_net)
    changes = {"lost": 0.5, "smeared": 0.25}
    return optimise(net, 2, 500, 2e-3, sources.with_transplants, 0.35, watch, changes, rise=0.2)


def train_on_taught(folder, rows, field_net, own, transplants, net):
    """Step 6: the same with NIH's pictures among them, of which other networks told the classes: the only ill adults
    with a lung field of our own."""
    sources, watch = Sources(folder, rows, own, transplants), Watch(folder, rows, field_net)
    changes = {"lost": 0.4, "smeared": 0.2}
    return optimise(net, 2, 700, 1.5e-3, sources.with_taught, 0.35, watch, changes, rise=0.2)


def taught_by(nets, crops):
    """Shares of the three classes (n, 3): the softmax of the networks' mean logits, each on picture and mirror image."""
    logits = predict(Ensemble(nets).eval(), stored_tensors(crops))
    return torch.softmax(torch.from_numpy(logits)[:, :3], 1)


def load_chest(path):
    net = ChestNet(len(FINDINGS))
    net.load_state_dict(torch.load(path))
    return net.eval()


def load_ensemble(folder):
    """All members that the work folder holds."""
    paths = sorted(Path(folder).glob("chest-*.pt"))
    assert paths, f"no chest-*.pt in {folder}"
    return Ensemble([load_chest(path) for path in paths]).eval()
