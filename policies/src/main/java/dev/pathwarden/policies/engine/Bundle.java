package dev.pathwarden.policies.engine;

import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An immutable set of compiled guardrails with unique ids, what they are to know of tools and of agents, and its bytes. */
public final class Bundle {

    /** No guardrails, and nothing of tools and agents; its hash is empty. */
    public static final Bundle NONE = new Bundle(List.of(), List.of(), Habits.NONE, "", null);

    private final List<Guardrail> guardrails;
    private final List<ToolEntry> tools;
    private final Habits habits;
    private final String hash;
    // Null for none of them: an agent without any starts without what writing and hashing a file take.
    private final byte[] bytes;

    private Bundle(List<Guardrail> guardrails, List<ToolEntry> tools, Habits habits, String hash, byte[] bytes) {
        this.guardrails = guardrails;
        this.tools = tools;
        this.habits = habits;
        this.hash = hash;
        this.bytes = bytes;
    }

    /**
     * A bundle of these guardrails, in this order.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public static Bundle of(List<Guardrail> guardrails) {
        return of(guardrails, List.of(), Habits.NONE);
    }

    private static Bundle of(List<Guardrail> guardrails, List<ToolEntry> tools, Habits habits) {
        return guardrails.isEmpty() && tools.isEmpty() && habits.isEmpty() ? NONE : of(guardrails, tools, habits, BundleWriter.write(guardrails, tools, habits));
    }

    /**
     * Reads what {@link #bytes()} gave. Takes bytes from anywhere: what does not fit is refused, and no memory is taken for it.
     *
     * @throws BundleException if the bytes are no bundle, damaged, cut short, or of a format this version cannot read
     */
    public static Bundle read(byte[] bytes) throws BundleException {
        BundleReader.Contents contents = BundleReader.read(bytes);
        try {
            boolean nothing = contents.guardrails().isEmpty() && contents.tools().isEmpty() && contents.habits().isEmpty();
            return nothing ? NONE : of(contents.guardrails(), contents.tools(), contents.habits(), bytes.clone());
        } catch (IllegalArgumentException duplicate) {
            throw new BundleException("This bundle is damaged: " + duplicate.getMessage() + ". Bundle the guardrails again.");
        }
    }

    private static Bundle of(List<Guardrail> guardrails, List<ToolEntry> tools, Habits habits, byte[] bytes) {
        Set<String> ids = new HashSet<>();
        for (Guardrail guardrail : guardrails) {
            if (!ids.add(guardrail.id())) {
                throw new IllegalArgumentException("two guardrails have the id " + guardrail.id());
            }
        }
        return new Bundle(List.copyOf(guardrails), List.copyOf(tools), habits, BundleFormat.hash(Arrays.copyOfRange(bytes, BundleFormat.DIGEST, BundleFormat.BODY)), bytes);
    }

    /** Other guardrails, decided with the same knowledge of tools and agents. */
    public Bundle withGuardrails(List<Guardrail> others) {
        return of(others, tools, habits);
    }

    /**
     * The same guardrails, decided with other knowledge of tools.
     *
     * @param others what somebody wrote of tools, each of another name
     */
    public Bundle withTools(Collection<ToolEntry> others) {
        return of(guardrails, List.copyOf(others), habits);
    }

    /** The same guardrails, decided with other knowledge of what agents normally do. */
    public Bundle withHabits(Habits others) {
        return of(guardrails, tools, others);
    }

    /** What agents are known to do, by which guardrails tell what is new. */
    public Habits habits() {
        return habits;
    }

    /** What somebody wrote of tools, for the guardrails to know. */
    public List<ToolEntry> tools() {
        return tools;
    }

    /** The guardrails, in the order in which they are asked. */
    public List<Guardrail> guardrails() {
        return guardrails;
    }

    /** Hash of all that is in the bundle, 16 hex digits; empty for {@link #NONE}. */
    public String hash() {
        return hash;
    }

    /** The bundle as a file, for {@link #read}; the same guardrails and parts always give the same bytes. */
    public byte[] bytes() {
        return bytes == null ? BundleWriter.write(guardrails, tools, habits) : bytes.clone();
    }
}
