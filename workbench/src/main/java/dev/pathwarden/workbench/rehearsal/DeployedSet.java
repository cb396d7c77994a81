package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.set.GuardrailSet;
import dev.pathwarden.workbench.settings.SettingsStore;
import dev.pathwarden.workbench.text.Texts;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What is said to be deployed, and so can be compared with: a bundle, a directory of guardrails or one such file. It is remembered. For the JavaFX thread. */
public final class DeployedSet {

    private static final Texts TEXTS = Texts.of(DeployedSet.class);

    private final ObjectProperty<Path> place = new SimpleObjectProperty<>(this, "place");
    private final Function<Path, Optional<Signers>> known;

    /**
     * What was said to be deployed last.
     *
     * @param known whose signatures the bundle at a place needs; empty where that is not known
     */
    public DeployedSet(SettingsStore settings, Function<Path, Optional<Signers>> known) {
        this.known = known;
        place.set(settings.settings().deployed());
        place.subscribe((before, now) -> settings.change(each -> each.withDeployed(now)));
    }

    /** Where it lies, an absolute path; null before any was chosen. */
    ObjectProperty<Path> placeProperty() {
        return place;
    }

    /** Whose signatures it needs; empty where that is not known. */
    Optional<Signers> signers() {
        return place.get() == null ? Optional.empty() : known.apply(place.get());
    }

    /**
     * Reads it, as it is now. For any thread; takes as long as compiling does.
     *
     * @param place where it lies; null where none was chosen
     * @param signers whose signatures a bundle needs; empty where that is not known, and any is taken
     * @throws IOException if it cannot be read, or is not signed so; the message is a sentence
     */
    static Bundle read(Path place, Optional<Signers> signers) throws IOException {
        if (place == null) {
            throw new IOException(TEXTS.get("deployed.none"));
        }
        try {
            return GuardrailSet.read(place, signers.orElse(null)).whole().bundle();
        } catch (NoSuchFileException gone) {
            throw new IOException(TEXTS.get("deployed.gone", place), gone);
        } catch (AccessDeniedException denied) {
            throw new IOException(TEXTS.get("deployed.denied", place), denied);
        }
    }
}
