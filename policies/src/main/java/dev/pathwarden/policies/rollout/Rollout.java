package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.model.signing.RefusedBundleException;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A roll-out that goes on: it knows where it stands by what is deployed and by nothing else, and puts the bundle of a stage, or what was there before it began, where recorders follow it.
 *
 * <p>Beside the plan lie {@code PLAN.base}, what was deployed when it was made, and while signatures are collected {@code PLAN.signed}, the bundle that waits for them. Beside the bundle lies {@code BUNDLE.lock}, which
 * whoever changes either holds for as long. For one thread.
 */
public final class Rollout {

    /** Where it stands before its first stage, and after it was rolled back. */
    public static final int BASE = -1;
    /** Where it stands when what is deployed is none of its bundles. */
    public static final int NOWHERE = -2;

    private static final long NANOS = 1_000_000_000L;

    private final RolloutPlan plan;
    private final Path file;
    private final StagedBundles bundles;
    private final SortedMap<String, String> lists;
    private final BundleFile deployed;
    private final BundleFile kept;
    private final BundleFile candidate;

    /**
     * The roll-out of a plan.
     *
     * @param file where the plan lies
     * @param draft the guardrails that are rolled out, compiled
     * @param lists the lists that were compiled into them, and the SHA-256 of each
     * @throws RolloutException if the draft is another one than was planned, or what was deployed then is not beside the plan
     * @throws BundleFileException if what is beside the plan is not signed by those who have to sign
     */
    public Rollout(RolloutPlan plan, Path file, Bundle draft, SortedMap<String, String> lists) throws IOException {
        this.plan = plan;
        this.file = file;
        this.lists = lists;
        deployed = new BundleFile(from(file, plan.bundle()));
        kept = kept(file);
        candidate = new BundleFile(file.resolveSibling(file.getFileName() + ".signed"));
        if (!draft.hash().equals(plan.draft())) {
            throw new RolloutException("The guardrails in " + plan.drafts() + " are not those that the plan " + file + " is of: they changed after it was made. Rehearse them and make the plan anew with 'pathwarden policy rollout plan'.");
        }
        // Every stage carries it on, and a hash in a plan is nobody's signature.
        Bundle base = plan.base().hash().isEmpty() ? Bundle.NONE : (plan.signers() == null ? kept.open() : kept.verify(plan.signers())).bundle();
        if (!base.hash().equals(plan.base().hash())) {
            throw new RolloutException(kept.path() + " does not hold what was deployed when the plan " + file + " was made; make the plan anew with 'pathwarden policy rollout plan'.");
        }
        Set<String> known = draft.guardrails().stream().map(Guardrail::id).collect(Collectors.toSet());
        for (String id : plan.guardrails()) {
            if (!known.contains(id)) {
                throw new RolloutException("The plan " + file + " names the guardrail '" + id + "', which is not in " + plan.drafts() + ": correct 'guardrails' in it.");
            }
        }
        bundles = new StagedBundles(plan, base, draft);
    }

    /** A path as a plan has it: from its own directory where it is no absolute one. */
    public static Path from(Path plan, String path) {
        return plan.toAbsolutePath().getParent().resolve(path).normalize();
    }

    /** Where what was deployed when a plan was made is kept. */
    public static BundleFile kept(Path plan) {
        return new BundleFile(plan.resolveSibling(plan.getFileName() + ".base"));
    }

    /**
     * Where a roll-out stands.
     *
     * @param stage the stage that is deployed, from 0; or {@link #BASE} or {@link #NOWHERE}
     * @param deployed what is deployed; null where nothing is
     * @param stale why the plan cannot go on, a sentence; null where it can
     */
    public record Standing(int stage, BundleFile.Opened deployed, String stale) {
    }

    /** Where a roll-out can go from where it stands. */
    public enum Move {
        /** To its first stage, from what was there before. */
        FIRST,
        /** To the stage behind the one that is deployed. */
        NEXT,
        /** Back to what was there before, from whatever stage. */
        BACK
    }

    /** The plan. */
    public RolloutPlan plan() {
        return plan;
    }

    /** The bundles of its stages. */
    public StagedBundles bundles() {
        return bundles;
    }

    /** The file that recorders follow. */
    public BundleFile deployed() {
        return deployed;
    }

    /** Looks what is deployed. */
    public Standing standing() throws IOException {
        if (!Files.exists(deployed.path())) {
            return plan.base().hash().isEmpty() ? new Standing(BASE, null, null)
                    : new Standing(NOWHERE, null, "There is no " + deployed.path() + " any more, and the plan " + file + " was made on what was there. Make it anew with 'pathwarden policy rollout plan'.");
        }
        BundleFile.Opened opened = plan.signers() == null ? deployed.open() : deployed.verify(plan.signers());
        String hash = opened.bundle().hash();
        int stage = bundles.stageOf(hash);
        if (stage >= 0) {
            return new Standing(stage, opened, null);
        }
        if (!hash.equals(plan.base().hash())) {
            return new Standing(NOWHERE, opened, stale(opened, "something else is deployed now"));
        }
        boolean untouched = plan.base().sequence() == null ? opened.sequence() == null : plan.base().sequence().equals(opened.sequence());
        return new Standing(BASE, opened, untouched ? null : stale(opened, "what was deployed then was put there anew"));
    }

    /**
     * The stage that a move leads to, from 0, or {@link #BASE}; whether the plan is stale is told where it is put in place.
     *
     * @throws RolloutException if the move leads nowhere from what is deployed
     */
    public int due(Move move) throws IOException {
        Standing standing = standing();
        int stage = standing.stage();
        return switch (move) {
            case FIRST -> {
                if (stage >= 0) {
                    throw new RolloutException("The roll-out has begun: " + told(stage) + ", is deployed. 'pathwarden policy rollout next' goes on.");
                }
                yield 0;
            }
            case NEXT -> {
                if (stage == BASE && standing.stale() == null) {
                    throw new RolloutException("The roll-out has not begun: 'pathwarden policy rollout push' puts its first stage in place.");
                }
                if (stage == plan.stages().size() - 1) {
                    throw new RolloutException("The roll-out is done: its last stage is deployed, and there is none behind it.");
                }
                yield Math.max(0, stage + 1);
            }
            case BACK -> {
                if (stage == BASE) {
                    throw new RolloutException("There is nothing to roll back: what was deployed before the roll-out is deployed.");
                }
                yield BASE;
            }
        };
    }

    /** A stage in words, such as {@code stage 2 of 3, hold}. */
    public String told(int stage) {
        return stage == BASE ? "what was there before" : stage == NOWHERE ? "none of its stages" : "stage " + (stage + 1) + " of " + plan.stages().size() + ", " + RolloutText.told(plan.stages().get(stage));
    }

    private String stale(BundleFile.Opened now, String why) {
        return "The plan " + file + " is stale: it was made on " + told(plan.base().hash(), plan.base().sequence()) + ", and " + why + ", " + told(now.bundle().hash(), now.sequence())
                + ". Rehearse the guardrails against that, and make the plan anew with 'pathwarden policy rollout plan'.";
    }

    private static String told(String hash, Long sequence) {
        return (hash.isEmpty() ? "no guardrails" : hash) + (sequence == null ? "" : " under the number " + sequence);
    }

    /**
     * A bundle that was put in place, or waits for signatures.
     *
     * @param sequence its number; null where it has none
     * @param signed texts of the keys that signed it
     */
    public record Proposed(Bundle bundle, Long sequence, List<String> signed) {
        public Proposed {
            signed = List.copyOf(signed);
        }
    }

    /**
     * Signs the bundle that a stage would put in place, beside what others signed of it. Nothing is deployed.
     *
     * @param stage from 0, or {@link #BASE} for what was deployed before
     * @throws RolloutException if the plan is stale, or asks for no signature of that key, or another process is changing what is deployed or signed
     */
    public Proposed sign(int stage, SigningKey key) throws IOException {
        return alone(() -> signAlone(stage, key));
    }

    private Proposed signAlone(int stage, SigningKey key) throws IOException {
        if (plan.signers() == null || !plan.signers().keys().contains(key.publicText())) {
            throw new RolloutException("The plan " + file + " asks for no signature of the key " + key.fingerprint() + ": name those who have to sign when it is made, with 'pathwarden policy rollout plan --policy-key'.");
        }
        Standing standing = usable();
        Bundle bundle = bundle(stage);
        BundleFile.Opened waiting = waiting(bundle, next(standing));
        try {
            byte[] bytes = waiting == null ? SignedBundle.signFirst(bundle.bytes(), next(standing), now(), lists(stage), key.privateKey(), key.publicText())
                    : SignedBundle.cosign(candidate.bytes(), key.privateKey(), key.publicText());
            candidate.overwrite(bytes);
            return proposed(candidate.open());
        } catch (GeneralSecurityException | IllegalArgumentException | RefusedBundleException cannot) {
            throw new RolloutException("The bundle cannot be signed: " + cannot.getMessage() + (cannot.getMessage().endsWith(".") ? "" : "."), cannot);
        }
    }

    /**
     * The bundle of a stage, made and signed as recorders ask for, and not yet in place.
     *
     * @param stage from 0, or {@link #BASE}
     * @param bytes what is put in place
     * @param onto where the roll-out stood when it was made
     */
    public record Prepared(int stage, byte[] bytes, Standing onto) {

        /** What is in it. */
        public BundleFile.Opened opened() throws BundleFileException {
            return BundleFile.open(bytes, "that was made");
        }
    }

    /**
     * Makes the bundle of a stage and checks it as recorders do. Nothing is deployed.
     *
     * @param stage from 0, or {@link #BASE} for what was deployed before
     * @param key signs it, where one signature is enough; null where it is not to be signed, or is already
     * @throws RolloutException if the plan is stale, or signatures are missing
     */
    public Prepared prepare(int stage, SigningKey key) throws IOException {
        Standing standing = usable();
        Bundle bundle = bundle(stage);
        if (plan.signers() == null || plan.signers().needed() == 1 && (key != null || !Files.exists(candidate.path()))) {
            return new Prepared(stage, single(standing, bundle, stage, key), standing);
        }
        if (key != null) {
            sign(stage, key);
        }
        return new Prepared(stage, signed(bundle, next(standing)), standing);
    }

    /**
     * Puts the bundle of a stage where recorders follow it: the old one or the new one is there at every instant. What was there is kept as {@code BUNDLE.previous}.
     *
     * @throws RolloutException if something else was deployed since it was made, or another process is changing it; then nothing is changed
     */
    public Proposed place(Prepared prepared) throws IOException {
        return alone(() -> placeAlone(prepared));
    }

    /** Does what looks at the bundle and then changes it, or what waits for signatures: of two who begin at once, the second would undo what the first did. */
    private <T> T alone(Change<T> change) throws IOException {
        // A process that opens the lock's file a second time loses the lock.
        synchronized (Rollout.class) {
            Path file = deployed.path().resolveSibling(deployed.path().getFileName() + ".lock");
            try (OwnerLock lock = lock(file)) {
                Objects.requireNonNull(lock);
                try {
                    return change.make();
                } finally {
                    // It is its owner's alone, and the next one may be somebody else.
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private OwnerLock lock(Path file) throws IOException {
        try {
            return OwnerLock.take(file);
        } catch (AccessDeniedException denied) {
            throw new RolloutException("Nothing was changed, because " + file + " cannot be written: give yourself the right to write in that directory, or, where somebody else left the file when they were cut off, delete it.", denied);
        } catch (OwnerLock.HeldException held) {
            throw new RolloutException("What is deployed in " + deployed.path() + " is being changed by " + held.owner() + ", and nothing was changed here: look with 'pathwarden policy rollout status' what came of that.", held);
        }
    }

    /** Something that is done alone. */
    @FunctionalInterface
    private interface Change<T> {
        T make() throws IOException;
    }

    private Proposed placeAlone(Prepared prepared) throws IOException {
        Standing standing = usable();
        if (!isSame(standing.deployed(), prepared.onto().deployed())) {
            throw new RolloutException("Something else came to lie in " + deployed.path() + " meanwhile, and nothing was changed: look at it with 'pathwarden policy rollout status'.");
        }
        Path directory = Acknowledgement.directory(deployed.path().toFile()).toPath();
        if (Files.isDirectory(directory)) {
            Recorders.forget(deployed.path(), Instant.now());
        } else {
            OwnerFile.makeDirectory(directory);
        }
        if (standing.deployed() == null) {
            deployed.write(prepared.bytes());
        } else {
            deployed.replace(prepared.bytes());
        }
        Files.deleteIfExists(candidate.path());
        return proposed(plan.signers() == null ? deployed.open() : deployed.verify(plan.signers()));
    }

    private static boolean isSame(BundleFile.Opened one, BundleFile.Opened other) {
        return one == null || other == null ? one == other : one.bundle().hash().equals(other.bundle().hash()) && Objects.equals(one.sequence(), other.sequence());
    }

    /** Makes the bundle of a stage with {@link #prepare} and puts it in place with {@link #place}. */
    public Proposed put(int stage, SigningKey key) throws IOException {
        return place(prepare(stage, key));
    }

    private byte[] single(Standing standing, Bundle bundle, int stage, SigningKey key) throws IOException {
        boolean signed = plan.signers() != null || standing.deployed() != null && standing.deployed().sequence() != null;
        if (key == null && signed) {
            throw new RolloutException("What is deployed in " + deployed.path() + " has to be signed: name the key with --sign KEYFILE.");
        }
        if (key == null) {
            return bundle.bytes();
        }
        if (plan.signers() != null && !plan.signers().keys().contains(key.publicText())) {
            throw new RolloutException("The key " + key.fingerprint() + " is none that recorders accept here: that is " + plan.signers().told() + ".");
        }
        if (stage == BASE && plan.signers() == null && !plan.base().hash().isEmpty() && kept.open().sequence() != null) {
            kept.verify(new Signers(List.of(key.publicText()), 1));
        }
        try {
            return SignedBundle.sign(bundle.bytes(), next(standing), now(), lists(stage), key.privateKey(), key.publicText());
        } catch (GeneralSecurityException | IllegalArgumentException cannot) {
            throw new RolloutException("The bundle cannot be signed: " + cannot.getMessage() + ".", cannot);
        }
    }

    /** What waits for signatures, once it has enough of them. */
    private byte[] signed(Bundle bundle, long sequence) throws IOException {
        Signers signers = plan.signers();
        BundleFile.Opened waiting = waiting(bundle, sequence);
        if (waiting == null) {
            throw new RolloutException("Nothing was changed: " + signers.told() + " have to sign first, each with 'pathwarden policy rollout sign " + file + " --sign KEYFILE'.");
        }
        candidate.verify(signers);
        return candidate.bytes();
    }

    /** What waits for signatures, if it is that bundle under that number; null where it is not. */
    private BundleFile.Opened waiting(Bundle bundle, long sequence) throws IOException {
        if (!Files.exists(candidate.path())) {
            return null;
        }
        BundleFile.Opened waiting = candidate.open();
        return Arrays.equals(waiting.bundle().bytes(), bundle.bytes()) && waiting.sequence() != null && waiting.sequence() == sequence ? waiting : null;
    }

    private static Proposed proposed(BundleFile.Opened opened) {
        return new Proposed(opened.bundle(), opened.sequence(), opened.signed());
    }

    private Standing usable() throws IOException {
        Standing standing = standing();
        if (standing.stale() != null) {
            throw new RolloutException(standing.stale());
        }
        return standing;
    }

    private Bundle bundle(int stage) {
        return stage == BASE ? bundles.base() : bundles.stages().get(stage);
    }

    private SortedMap<String, String> lists(int stage) throws IOException {
        if (stage != BASE) {
            return lists;
        }
        BundleFile.Opened before = plan.base().hash().isEmpty() ? null : kept.open();
        return before == null || before.manifest() == null ? Collections.emptySortedMap() : before.manifest().lists();
    }

    private static long next(Standing standing) {
        return standing.deployed() == null || standing.deployed().sequence() == null ? 1 : standing.deployed().sequence() + 1;
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }
}
