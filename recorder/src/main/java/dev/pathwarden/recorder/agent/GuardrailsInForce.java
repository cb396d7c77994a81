package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.recorder.context.EpochClock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The guardrails in force in this process, with every change of them in the journal. Any thread may ask for them; one at a time changes them.
 *
 * <p>A step that is being decided while they change is decided under the old ones or the new ones, and its decision says which.
 */
final class GuardrailsInForce implements Supplier<PolicyEngine> {

    private final Mode forced;
    private final EpochClock clock;
    private final Consumer<JournalEvent> journal;
    private AcceptedBundle accepted;
    private volatile PolicyEngine engine;

    /**
     * Puts the first ones in force.
     *
     * @param forced the mode of all guardrails; null where each keeps its own
     * @param journal where changes are noted; must not throw
     */
    GuardrailsInForce(AcceptedBundle first, Mode forced, EpochClock clock, Consumer<JournalEvent> journal) {
        this.forced = forced;
        this.clock = clock;
        this.journal = journal;
        accepted = first;
        engine = new PolicyEngine(first.bundle(), forced);
    }

    @Override
    public PolicyEngine get() {
        return engine;
    }

    /** What is in force. */
    AcceptedBundle accepted() {
        return accepted;
    }

    /** Puts other guardrails in force. */
    void replace(AcceptedBundle next) {
        PolicyEngine made = new PolicyEngine(next.bundle(), forced);
        accepted = next;
        engine = made;
        tell();
    }

    /** Notes what is in force now. */
    void tell() {
        journal.accept(new JournalEvent.BundleChanged(new BundleChange(clock.nanos(), accepted.bundle().hash(), accepted.sequence(), accepted.signer(), null)));
    }

    /** Notes that something was not put in force, and why. */
    void refused(String why) {
        journal.accept(new JournalEvent.BundleChanged(new BundleChange(clock.nanos(), "", null, null, why)));
    }
}
