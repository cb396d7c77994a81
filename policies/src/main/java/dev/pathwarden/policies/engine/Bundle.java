package dev.pathwarden.policies.engine;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An immutable set of compiled guardrails with unique ids, and its bytes. */
public final class Bundle {

    /** No guardrails; its hash is empty. */
    public static final Bundle NONE = new Bundle(List.of(), "", null);

    private final List<Guardrail> guardrails;
    private final String hash;
    // Null for no guardrails: an agent without any starts without what writing and hashing a file take.
    private final byte[] bytes;

    private Bundle(List<Guardrail> guardrails, String hash, byte[] bytes) {
        this.guardrails = guardrails;
        this.hash = hash;
        this.bytes = bytes;
    }

    /**
     * A bundle of these guardrails, in this order.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public static Bundle of(List<Guardrail> guardrails) {
        return guardrails.isEmpty() ? NONE : of(guardrails, BundleWriter.write(guardrails));
    }

    /**
     * Reads what {@link #bytes()} gave. Takes bytes from anywhere: what does not fit is refused, and no memory is taken for it.
     *
     * @throws BundleException if the bytes are no bundle, damaged, cut short, or of a format this version cannot read
     */
    public static Bundle read(byte[] bytes) throws BundleException {
        List<Guardrail> guardrails = BundleReader.read(bytes);
        try {
            return guardrails.isEmpty() ? NONE : of(guardrails, bytes.clone());
        } catch (IllegalArgumentException duplicate) {
            throw new BundleException("This bundle is damaged: " + duplicate.getMessage() + ". Bundle the guardrails again.");
        }
    }

    private static Bundle of(List<Guardrail> guardrails, byte[] bytes) {
        Set<String> ids = new HashSet<>();
        for (Guardrail guardrail : guardrails) {
            if (!ids.add(guardrail.id())) {
                throw new IllegalArgumentException("two guardrails have the id " + guardrail.id());
            }
        }
        return new Bundle(List.copyOf(guardrails), BundleFormat.hash(Arrays.copyOfRange(bytes, BundleFormat.DIGEST, BundleFormat.BODY)), bytes);
    }

    /** The guardrails, in the order in which they are asked. */
    public List<Guardrail> guardrails() {
        return guardrails;
    }

    /** Hash of the whole set, 16 hex digits; empty for {@link #NONE}. */
    public String hash() {
        return hash;
    }

    /** The bundle as a file, for {@link #read}; the same guardrails always give the same bytes. */
    public byte[] bytes() {
        return bytes == null ? BundleWriter.write(guardrails) : bytes.clone();
    }
}
