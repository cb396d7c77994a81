package dev.pathwarden.model.evidence;

/** What it takes to recompute the hashes of one run: its key, or the salts of the parts that are left and the hashes of those that were taken out. */
interface RunSecrets {

    /** The salts of one leaf's parts, one behind the other; what stands in the place of a missing one is not used. */
    byte[] salts(int leaf);

    /** The hash of a part that was taken out; null for one that is there. */
    byte[] hash(int leaf, Part part);

    /** All salts, from the key of the run. For one thread. */
    static RunSecrets of(byte[] runKey) {
        Salts salts = new Salts(runKey);
        return new RunSecrets() {
            @Override
            public byte[] salts(int leaf) {
                return salts.of(leaf);
            }

            @Override
            public byte[] hash(int leaf, Part part) {
                return null;
            }
        };
    }
}
