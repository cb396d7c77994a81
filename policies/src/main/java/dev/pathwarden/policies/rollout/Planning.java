package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the plan of a roll-out: of guardrails, onto what is deployed now. Nothing is deployed. For one thread. */
public final class Planning {

    private final Path file;
    private final Path bundle;
    private final Path drafts;
    private final Bundle draft;
    private final Signers signers;
    private final BundleFile.Opened deployed;

    /**
     * Looks at what is deployed.
     *
     * @param file where the plan will lie
     * @param bundle the file that recorders follow; it need not be there yet
     * @param drafts where the guardrails lie that are rolled out
     * @param draft these, compiled
     * @param signers whose signatures the recorders ask for; null for none
     * @throws BundleFileException if what is deployed is no whole bundle, or is not signed by those
     */
    public Planning(Path file, Path bundle, Path drafts, Bundle draft, Signers signers) throws IOException {
        this.file = file;
        this.bundle = bundle;
        this.drafts = drafts;
        this.draft = draft;
        this.signers = signers;
        BundleFile target = new BundleFile(bundle);
        deployed = !Files.exists(bundle) ? null : signers == null ? target.open() : target.verify(signers);
    }

    private Bundle base() {
        return deployed == null ? Bundle.NONE : deployed.bundle();
    }

    /** Ids of the guardrails that are new or changed. */
    public List<String> changed() {
        return StagedBundles.changed(base(), draft);
    }

    /** Ids of those that are deployed and no longer among these; they go with the last stage. */
    public List<String> removed() {
        return StagedBundles.removed(base(), draft);
    }

    /** Whether what is deployed is a stage of another roll-out, to which this one would be rolled back. */
    public boolean isOntoAStage() {
        return base().guardrails().stream().anyMatch(guardrail -> guardrail.stage() != null);
    }

    /**
     * Writes the plan, in the place of one that is there, and beside it a copy of what is deployed.
     *
     * @param guardrails ids of those that go through the stages
     * @param recorders how many are to acknowledge each bundle; 0 where that is not known
     * @param receivers hosts that each bundle is pushed to as well; where a token lies in a file, as it is found from here
     * @param rehearsed what these guardrails came to
     * @throws IllegalArgumentException if a roll-out cannot go through these stages; the message is a sentence
     */
    public RolloutPlan write(List<String> guardrails, List<Stage> stages, int recorders, List<Receiver> receivers, RolloutFigures rehearsed) throws IOException {
        RolloutPlan plan = new RolloutPlan(written(bundle), written(drafts), draft.hash(), new RolloutPlan.Base(base().hash(), deployed == null ? null : deployed.sequence()), guardrails, stages, signers, recorders, rehearsed,
                receivers.stream().map(receiver -> receiver.tokenFile() == null ? receiver : new Receiver(receiver.url(), receiver.pin(), written(Path.of(receiver.tokenFile())), null)).toList());
        if (deployed != null) {
            Rollout.kept(file).overwrite(new BundleFile(bundle).bytes());
        }
        OwnerFile.replace(file.toAbsolutePath(), RolloutText.of(plan));
        return plan;
    }

    /** What lies below the plan's directory is found from there, so that the directory can be moved or given to others. */
    private String written(Path path) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(directory) ? directory.relativize(absolute).toString() : absolute.toString();
    }
}
