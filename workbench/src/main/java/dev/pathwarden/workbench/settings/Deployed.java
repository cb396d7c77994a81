package dev.pathwarden.workbench.settings;

import dev.pathwarden.model.signing.Signers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was said of what is deployed.
 *
 * @param place the bundle or directory that was said to be deployed last, an absolute path; null before any was
 * @param signers who has to have signed the bundle at an absolute path, where the user said so; the last said last, at most {@value #MOST}
 */
public record Deployed(Path place, Map<Path, Signers> signers) {

    /** Nothing was said. */
    public static final Deployed NONE = new Deployed(null, Map.of());
    static final int MOST = 200;

    public Deployed {
        Map<Path, Signers> kept = new LinkedHashMap<>();
        signers.entrySet().stream().skip(Math.max(0, signers.size() - MOST)).forEach(each -> kept.put(each.getKey(), each.getValue()));
        signers = Collections.unmodifiableMap(kept);
    }

    /** With another place. */
    Deployed at(Path other) {
        return new Deployed(other, signers);
    }

    /** With those who have to have signed the bundle there; null for whoever. */
    Deployed signedBy(Path bundle, Signers those) {
        Map<Path, Signers> next = new LinkedHashMap<>(signers);
        next.remove(bundle);
        if (those != null) {
            next.put(bundle, those);
        }
        return new Deployed(place, next);
    }
}
