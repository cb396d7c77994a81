package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.judge.GoodWorkStopped;
import dev.pathwarden.policies.judge.JudgedRecordings;
import dev.pathwarden.policies.rollout.FigureCount;
import dev.pathwarden.policies.rollout.Planning;
import dev.pathwarden.policies.rollout.Receiver;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.policies.rollout.RolloutText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "plan", sortOptions = false,
        header = "Rehearse guardrails, and write the plan of their roll-out.",
        description = {"Compares the guardrails with what is deployed: those that are new or changed go through the stages. What they come to on the snapshots stands in the plan, for 'status' to compare with what happens.",
            "Where steps of the snapshots were judged, it is said how much good work the guardrails would stop; that stands in the plan too, and keeps nothing from being rolled out.",
            "Nothing is deployed. Beside the plan lies PLAN.base, a copy of what is deployed now, which 'rollback' puts back."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong, or --out exists and is not to be replaced", "3:a guardrail or snapshot cannot be read, or there is nothing to roll out; nothing is written", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy rollout plan --policies drafts --bundle guardrails.bundle --stage audit,for=7d,then=off --stage hold,share=10 --stage enforce --out plan.yaml monday"})
final class RolloutPlanCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--policies", required = true, paramLabel = "DIR", description = "What is rolled out: a directory of YAML files, one such file, or a bundle.")
    private Path policies;

    @Option(names = "--bundle", required = true, paramLabel = "BUNDLE", description = "The file that recorders follow. It need not be there yet.")
    private Path bundle;

    @Mixin
    private StageOption stages;

    @Option(names = "--guardrail", paramLabel = "ID", description = "A guardrail that goes through the stages; the others come with the last one (default: all that are new or changed). May be given several times.")
    private List<String> guardrails = List.of();

    @Mixin
    private PolicyKeyOption keys;

    @Option(names = "--recorders", paramLabel = "N", description = "How many recorders are to acknowledge each bundle: 'status' tells when some never did.")
    private int recorders;

    @Mixin
    private ReceiverOption to;

    @Option(names = "--out", required = true, paramLabel = "PLAN", description = "File to write; it must not exist, unless it is to be replaced.")
    private Path out;

    @Option(names = "--replace", description = "Replace PLAN, such as one that is stale.")
    private boolean replace;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "0..*", paramLabel = "SNAPSHOT", description = "Snapshots to rehearse on.")
    private List<Path> snapshots = List.of();

    RolloutPlanCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        if (Files.exists(out) && !replace) {
            throw new FileAlreadyExistsException(out.toString());
        }
        checkOut();
        if (recorders < 0 || recorders > RolloutPlan.MOST_RECORDERS) {
            throw new CommandException(ExitCode.USAGE, "--recorders takes a number from 1 to " + RolloutPlan.MOST_RECORDERS + ".");
        }
        Signers signers = keys.signers();
        Instant now = Instant.now();
        requireStages(now);
        GuardrailOption.Loaded loaded = GuardrailOption.load(console, policies);
        if (!loaded.whole()) {
            throw new CommandException(ExitCode.INPUT, "No plan was written: all guardrails of " + policies + " are rolled out or none; correct those above.");
        }
        List<Receiver> hosts = to.receivers();
        Planning planning = new Planning(out, bundle, policies, loaded.bundle(), signers);
        List<String> staged = staged(planning, loaded.bundle());
        GoodWorkStopped goodWork = goodWork(loaded.bundle(), staged);
        RolloutFigures rehearsed = rehearse(console, loaded.bundle(), staged).with(goodWork.judged() == 0 ? null : new RolloutFigures.GoodWork(goodWork.judged(), goodWork.stopped()));
        try {
            print(console, planning.write(staged, stages.stages(now, rehearsed.agents()), recorders, hosts, rehearsed), planning.removed());
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(ExitCode.USAGE, wrong.getMessage(), wrong);
        }
        if (planning.isOntoAStage()) {
            console.note("What is deployed is a stage of another roll-out: 'rollback' of this one goes back to that stage, and not to what was there before it. To begin from there, roll the other one back first, and plan anew.");
        }
        warn(console, goodWork);
        return ExitCode.OK;
    }

    /** A plan among the guardrails would be read as one of them, and the roll-out would go no further. */
    private void checkOut() {
        if (Files.isDirectory(out)) {
            throw new CommandException(ExitCode.USAGE, out + " is a directory: name a file that --out can write.");
        }
        if (Files.isDirectory(policies) && out.toAbsolutePath().normalize().startsWith(policies.toAbsolutePath().normalize())) {
            throw new CommandException(ExitCode.USAGE, out + " would lie among the guardrails of " + policies + ", and be read as one: name a place outside of it.");
        }
    }

    /** Looked at before anything is rehearsed, which can take long; only then it is known which agents there are. */
    private void requireStages(Instant now) {
        try {
            RolloutPlan.check(stages.named(now));
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(ExitCode.USAGE, wrong.getMessage(), wrong);
        }
    }

    private List<String> staged(Planning planning, Bundle draft) {
        List<String> known = draft.guardrails().stream().map(guardrail -> guardrail.id()).toList();
        guardrails.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(unknown -> {
            throw new CommandException(ExitCode.USAGE, "There is no guardrail '" + unknown + "' in " + policies + ". There are " + String.join(", ", known) + ".");
        });
        List<String> staged = guardrails.isEmpty() ? planning.changed() : known.stream().filter(guardrails::contains).toList();
        if (staged.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "There is nothing to roll out: every guardrail of " + policies + " is deployed in " + bundle + " as it is.");
        }
        return staged;
    }

    private RolloutFigures rehearse(Console console, Bundle draft, List<String> staged) {
        DryRun dryRun = new DryRun(draft, DryRunMode.WHOLE_PATH);
        FigureCount count = new FigureCount(staged);
        NamedSnapshots.forEachRun(console, "rehearsed runs:", snapshots, decrypt.keys(invocation), run -> count.rehearse(dryRun, run));
        return count.figures();
    }

    /** What could not be read was told when the guardrails were rehearsed. */
    private GoodWorkStopped goodWork(Bundle draft, List<String> staged) {
        EncryptionKeys keys = decrypt.keys(invocation);
        JudgedRecordings judged = JudgedRecordings.in(snapshots, path -> Snapshots.open(path, keys), invocation.environment(), part -> { });
        return GoodWorkStopped.by(judged.set(), draft, staged, () -> { });
    }

    private void warn(Console console, GoodWorkStopped found) {
        if (found.stopped() > 0) {
            String by = found.byGuardrail().entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining(", "));
            console.note(Escaped.text("These guardrails would stop " + found.stopped() + " of " + RecordingReport.count(found.judged(), "step") + " that " + (found.judged() == 1 ? "was" : "were") + " judged good work (" + by
                    + "). 'pathwarden judge show --policies " + policies + " --guardrail " + found.byGuardrail().firstKey() + " SNAPSHOT' tells which clause would let it go on."));
        }
    }

    private void print(Console console, RolloutPlan plan, List<String> removed) {
        if (json.wanted()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("plan", out.toString());
            result.put("base", plan.base().hash());
            result.put("sequence", plan.base().sequence());
            result.put("guardrails", plan.guardrails());
            result.put("removed", removed);
            result.put("stages", plan.stages().stream().map(RolloutText::told).toList());
            result.put("agents", plan.rehearsed().agents().byName());
            result.put("to", plan.receivers().stream().map(receiver -> receiver.url().toString()).toList());
            result.put("runs", plan.rehearsed().runs());
            result.put("steps", plan.rehearsed().steps());
            result.put("goodWork", plan.rehearsed().goodWork() == null ? null : Map.of("steps", plan.rehearsed().goodWork().steps(), "stopped", plan.rehearsed().goodWork().stopped()));
            console.json(result);
            return;
        }
        console.out().println(Escaped.text(out + ": " + RecordingReport.count(plan.guardrails().size(), "guardrail") + " in " + RecordingReport.count(plan.stages().size(), "stage") + ", onto "
                + (plan.base().hash().isEmpty() ? "nothing that is deployed" : plan.base().hash() + (plan.base().sequence() == null ? "" : ", sequence " + plan.base().sequence()))));
        List<String> lines = new ArrayList<>();
        for (int stage = 0; stage < plan.stages().size(); stage++) {
            lines.add("  " + (stage + 1) + "  " + RolloutText.told(plan.stages().get(stage)));
        }
        for (String id : plan.guardrails()) {
            RolloutFigures.Hits hits = plan.rehearsed().of(id);
            lines.add("  " + id + (plan.rehearsed().runs() == 0 ? ": not rehearsed, no snapshot was named"
                    : ": would have acted on " + hits.steps() + " of " + RecordingReport.count(plan.rehearsed().steps(), "step") + ", in " + hits.runs() + " of " + RecordingReport.count(plan.rehearsed().runs(), "run")));
        }
        if (!plan.rehearsed().agents().byName().isEmpty()) {
            lines.add("  agents that acted: " + String.join(", ", plan.rehearsed().agents().byName().keySet()));
        }
        plan.receivers().forEach(receiver -> lines.add("  to " + receiver.name() + ", by the key " + receiver.pin()));
        removed.forEach(id -> lines.add("  " + id + ": is deployed and not among these; it goes with the last stage"));
        lines.forEach(line -> console.out().println(Escaped.text(line)));
    }
}
