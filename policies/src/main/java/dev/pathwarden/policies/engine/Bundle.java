package dev.pathwarden.policies.engine;

import dev.pathwarden.policies.tool.ToolEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An immutable set of compiled guardrails with unique ids, what they are to know of tools, and its bytes. */
public final class Bundle {

    /** No guardrails, and nothing of tools; its hash is empty. */
    public static final Bundle NONE = new Bundle(List.of(), List.of(), "", null);

    private final List<Guardrail> guardrails;
    private final List<ToolEntry> tools;
    private final String hash;
    // Null for none of both: an agent without any starts without what writing and hashing a file take.
    private final byte[] bytes;

    private Bundle(List<Guardrail> guardrails, List<ToolEntry> tools, String hash, byte[] bytes) {
        this.guardrails = guardrails;
        this.tools = tools;
        this.hash = hash;
        this.bytes = bytes;
    }

    /**
     * A bundle of these guardrails, in this order.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public static Bundle of(List<Guardrail> guardrails) {
        return of(guardrails, List.of());
    }

    private static Bundle of(List<Guardrail> guardrails, List<ToolEntry> tools) {
        return guardrails.isEmpty() && tools.isEmpty() ? NONE : of(guardrails, tools, BundleWriter.write(guardrails, tools));
    }

    /**
     * Reads what {@link #bytes()} gave. Takes bytes from anywhere: what does not fit is refused, and no memory is taken for it.
     *
     * @throws BundleException if the bytes are no bundle, damaged, cut short, or of a format this version cannot read
     */
    public static Bundle read(byte[] bytes) throws BundleException {
        BundleReader.Contents contents = BundleReader.read(bytes);
        try {
            return contents.guardrails().isEmpty() && contents.tools().isEmpty() ? NONE : of(contents.guardrails(), contents.tools(), bytes.clone());
        } catch (IllegalArgumentException duplicate) {
            throw new BundleException("This bundle is damaged: " + duplicate.getMessage() + ". Bundle the guardrails again.");
        }
    }

    private static Bundle of(List<Guardrail> guardrails, List<ToolEntry> tools, byte[] bytes) {
        Set<String> ids = new HashSet<>();
        for (Guardrail guardrail : guardrails) {
            if (!ids.add(guardrail.id())) {
                throw new IllegalArgumentException("two guardrails have the id " + guardrail.id());
            }
        }
        return new Bundle(List.copyOf(guardrails), List.copyOf(tools), BundleFormat.hash(Arrays.copyOfRange(bytes, BundleFormat.DIGEST, BundleFormat.BODY)), bytes);
    }

    /** Other guardrails, decided with the same knowledge of tools. */
    public Bundle withGuardrails(List<Guardrail> others) {
        return of(others, tools);
    }

    /**
     * The same guardrails, decided with other knowledge of tools.
     *
     * @param others what somebody wrote of tools, each of another name
     */
    public Bundle withTools(Collection<ToolEntry> others) {
        return of(guardrails, List.copyOf(others));
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

    /** The bundle as a file, for {@link #read}; the same guardrails and tools always give the same bytes. */
    public byte[] bytes() {
        return bytes == null ? BundleWriter.write(guardrails, tools) : bytes.clone();
    }
}
