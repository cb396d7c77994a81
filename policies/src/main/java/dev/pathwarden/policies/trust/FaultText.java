package dev.pathwarden.policies.trust;

/** Tells a fault of Pathwarden's own in a sentence: while doing what, and what to do about it. */
public final class FaultText {

    private FaultText() {
    }

    /**
     * The sentence, without its full stop. The same for the same kind of fault, whoever comes to it: a dry run is to say what was said live.
     *
     * @param doing what was done meanwhile, such as {@code looking at the step}
     */
    public static String of(String doing, Throwable fault) {
        return doing + " met a fault in Pathwarden (" + fault.getClass().getSimpleName() + "); whoever is to mend it needs this run, of which 'pathwarden export' makes one file";
    }
}
