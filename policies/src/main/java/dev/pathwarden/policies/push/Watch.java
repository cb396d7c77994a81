package dev.pathwarden.policies.push;

/** Follows how far a push has come, and can end it. Called on the thread that pushes. */
public interface Watch {

    /** Nobody looks, and nobody ends it. */
    Watch NONE = new Watch() {
        @Override
        public void done(int receivers, int all) {
            // Nobody looks.
        }

        @Override
        public void checkCancelled() {
            // Nobody ends it.
        }
    };

    /** So many receivers have answered of those that are asked. */
    void done(int receivers, int all);

    /**
     * Called several times in a second.
     *
     * @throws java.util.concurrent.CancellationException to end it; connections are then cut, and a receiver that was being sent a bundle may have taken it
     */
    void checkCancelled();
}
