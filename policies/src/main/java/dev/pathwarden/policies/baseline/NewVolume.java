package dev.pathwarden.policies.baseline;

import dev.pathwarden.policies.novelty.Volume;
import java.util.Objects;

/**
 * Runs that came to more than they normally do.
 *
 * @param volume more of what
 * @param most what 99 of 100 runs did not pass
 * @param came the most that a run came to
 * @param first the step that passed it first
 * @param runs number of runs that passed it
 */
public record NewVolume(Volume volume, long most, long came, FirstStep first, long runs) {
    public NewVolume {
        Objects.requireNonNull(volume, "volume");
        Objects.requireNonNull(first, "first");
    }
}
