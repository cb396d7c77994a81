package dev.pathwarden.workbench.rollout;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.push.Followers;
import dev.pathwarden.policies.push.LookedAt;
import dev.pathwarden.policies.push.Push;
import dev.pathwarden.policies.rollout.FigureCount;
import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutException;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.policies.set.RolloutFile;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** State of the roll-out view: the plan that was chosen, where it stands, and what was done last. Everything is read and written in the background. For the JavaFX thread. */
public final class RolloutViewModel {

    private static final Texts TEXTS = Texts.of(RolloutViewModel.class);
    private static final String KEY = "policy.key";

    private final Workspace workspace;
    private final Latest working;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<ShownRollout> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(this, "said", "");
    private final ReadOnlyBooleanWrapper changing = new ReadOnlyBooleanWrapper(this, "changing");
    private Path file;

    /**
     * A view of no plan yet.
     *
     * @param environment of this process: says where the user's key is
     */
    public RolloutViewModel(Workspace workspace, TaskExecutor executor, Map<String, String> environment, InstantSource clock) {
        this.workspace = workspace;
        this.working = new Latest(executor);
        this.environment = environment;
        this.clock = clock;
    }

    /** The roll-out as it was looked at last; null for none. */
    ReadOnlyObjectProperty<ShownRollout> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** What could not be done last, a sentence; empty where nothing failed. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What was done last, a sentence; empty for nothing. */
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Whether something is being put in place, which nothing else is to get in the way of. */
    ReadOnlyBooleanProperty changingProperty() {
        return changing.getReadOnlyProperty();
    }

    /** Chooses a plan. */
    public void open(Path plan) {
        file = plan;
        shown.set(null);
        said.set("");
        look();
    }

    /** Whose signatures the bundle at a place needs, by the plan that is shown; empty where that is of another place or of no signatures. */
    public Optional<Signers> signersOf(Path bundle) {
        ShownRollout now = shown.get();
        return now != null && now.rollout().deployed().path().toAbsolutePath().normalize().equals(bundle.toAbsolutePath().normalize()) ? Optional.ofNullable(now.rollout().plan().signers()) : Optional.empty();
    }

    /** Looks again where the chosen plan stands; nothing where there is none. */
    public void look() {
        if (file != null) {
            Path plan = file;
            Snapshot recording = workspace.snapshotProperty().get();
            work(TEXTS.get("task.look"), progress -> new Done(look(plan, recording, progress), null));
        }
    }

    /** Puts the next stage in place. */
    void next() {
        act(shown.get() == null ? Rollout.NOWHERE : shown.get().next());
    }

    /** Puts back what was there before the roll-out. */
    void rollBack() {
        act(shown.get() == null || !shown.get().mayGoBack() ? Rollout.NOWHERE : Rollout.BASE);
    }

    /** Sends what is deployed here to the receivers that do not have it. */
    void goOnWithTheRest() {
        change((rollout, progress) -> told(rollout, rollout.standing().stage(), push(rollout).again(new TaskWatch(progress))));
    }

    private void act(int stage) {
        if (stage == Rollout.NOWHERE) {
            return;
        }
        change((rollout, progress) -> {
            int due = stage == Rollout.BASE ? stage : rollout.standing().stage() + 1;
            if (due != stage) {
                throw new RolloutException(TEXTS.get("moved"));
            }
            return put(rollout, stage, progress);
        });
    }

    /** Changes what is deployed, and tells what came of it. */
    @FunctionalInterface
    private interface Change {
        Told of(Rollout rollout, Progress progress) throws IOException;
    }

    /**
     * What came of a change.
     *
     * @param said what was done; empty for nothing
     * @param problem what was not; empty for nothing
     */
    private record Told(String said, String problem) {
    }

    private void change(Change change) {
        Path plan = file;
        Snapshot recording = workspace.snapshotProperty().get();
        changing.set(true);
        work(TEXTS.get("task.put"), progress -> {
            Told told = change.of(new RolloutFile(plan).open(), progress);
            return new Done(look(plan, recording, progress), told);
        });
    }

    private Push push(Rollout rollout) {
        return new Push(rollout, file, environment);
    }

    /** Where several have to sign, adds the signature of this user and waits for the others, if some are missing. */
    private Told put(Rollout rollout, int stage, Progress progress) throws IOException {
        RolloutPlan plan = rollout.plan();
        Rollout.Standing standing = rollout.standing();
        boolean signed = plan.signers() != null || standing.deployed() != null && standing.deployed().sequence() != null;
        SigningKey key = signed ? key() : null;
        if (plan.signers() != null && plan.signers().needed() > 1) {
            Rollout.Proposed proposed = rollout.sign(stage, key);
            if (proposed.signed().size() < plan.signers().needed()) {
                return new Told(TEXTS.get("signed", Signers.fingerprints(String.join("+", proposed.signed())), plan.signers().needed()), "");
            }
            key = null;
        }
        return told(rollout, stage, push(rollout).put(stage, key, new TaskWatch(progress)));
    }

    private static Told told(Rollout rollout, int stage, Push.Result result) {
        String missing = result.deliveries().stream().filter(delivery -> !delivery.isGood()).map(delivery -> TEXTS.get("delivery", delivery.receiver().name(), delivery.problem())).collect(Collectors.joining("\n"));
        if (result.proposed() == null) {
            return new Told("", TEXTS.get("push.notReady", result.missing(), result.deliveries().size()) + "\n" + missing);
        }
        String done = stage == Rollout.BASE ? TEXTS.get("back.done", rollout.deployed().path().toString()) : TEXTS.get("put.done", stage + 1, rollout.plan().stages().size(), result.proposed().bundle().hash());
        String pushed = result.deliveries().isEmpty() ? "" : " " + TEXTS.get("push.done", result.deliveries().size() - result.missing(), result.deliveries().size());
        return new Told(done + pushed, missing.isEmpty() ? "" : TEXTS.get("push.missing", result.missing(), result.deliveries().size()) + "\n" + missing);
    }

    private SigningKey key() throws IOException {
        Path path = OwnerFile.directory(environment).resolve(KEY);
        try {
            if (SigningKey.isOpenToOthers(path)) {
                throw new RolloutException(TEXTS.get("key.open", path.toString()));
            }
            return SigningKey.read(path);
        } catch (NoSuchFileException none) {
            throw new RolloutException(TEXTS.get("key.none", path.toString()), none);
        } catch (GeneralSecurityException none) {
            throw new RolloutException(TEXTS.get("key.bad", path.toString()), none);
        }
    }

    private ShownRollout look(Path plan, Snapshot recording, Progress progress) throws IOException {
        Rollout rollout = new RolloutFile(plan).open();
        RolloutFigures live = recording == null ? null : count(rollout, recording, progress);
        Rollout.Standing standing = rollout.standing();
        Instant now = clock.instant();
        Instant since = standing.deployed() == null ? now : Files.getLastModifiedTime(rollout.deployed().path()).toInstant();
        List<LookedAt> receivers = new Push(rollout, plan, environment).look(new TaskWatch(progress));
        Followers followers = Followers.of(rollout, standing, since, Recorders.of(rollout.deployed().path(), now), receivers, now);
        return new ShownRollout(plan, rollout, standing, since, receivers, followers, live);
    }

    private static RolloutFigures count(Rollout rollout, Snapshot recording, Progress progress) {
        FigureCount count = new FigureCount(rollout.plan().guardrails());
        recording.forEachRun(run -> {
            progress.checkCancelled();
            count.recorded(rollout.bundles(), rollout.plan(), run);
        });
        return count.figures();
    }

    /** @param told what came of a change; null where there was none */
    private record Done(ShownRollout shown, Told told) {
    }

    private void work(String title, BackgroundTask.Work<Done> work) {
        problem.set("");
        working.execute(BackgroundTask.of(title, work).onSuccess(done -> {
            shown.set(done.shown());
            if (done.told() != null) {
                said.set(done.told().said());
                problem.set(done.told().problem());
            }
        }).onFailure(error -> problem.set(error instanceof NoSuchFileException gone ? TEXTS.get("gone", String.valueOf(gone.getFile())) : FailureText.of(error))).onFinished(() -> changing.set(false)));
    }
}
