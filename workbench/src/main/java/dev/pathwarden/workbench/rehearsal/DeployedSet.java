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
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * What is said to be deployed, and so can be compared with: a bundle, a directory of guardrails or one such file; and whose signatures a bundle needs. Both are remembered.
 *
 * <p>The user says who has to sign, or else the plan of its roll-out that is open does. Where they say different things nothing is compared: a plan is a file that others can write. For the JavaFX thread.
 */
public final class DeployedSet {

    private static final Texts TEXTS = Texts.of(DeployedSet.class);

    private final SettingsStore settings;
    private final ObjectProperty<Path> place = new SimpleObjectProperty<>(this, "place");
    private final ReadOnlyObjectWrapper<Signers> remembered = new ReadOnlyObjectWrapper<>(this, "remembered");
    private final Function<Path, Optional<Signers>> planned;

    /**
     * What was said to be deployed last.
     *
     * @param planned whose signatures the bundle at a place needs by the plan that is open; empty where none says so
     */
    public DeployedSet(SettingsStore settings, Function<Path, Optional<Signers>> planned) {
        this.settings = settings;
        this.planned = planned;
        place.set(settings.settings().deployed().place());
        lookUp();
        place.subscribe((before, now) -> {
            settings.change(each -> each.withDeployed(now));
            lookUp();
        });
    }

    private void lookUp() {
        remembered.set(inSettings());
    }

    /** Another window may have changed it. */
    private Signers inSettings() {
        return place.get() == null ? null : settings.settings().deployed().signers().get(place.get());
    }

    /** Where it lies, an absolute path; null before any was chosen. */
    ObjectProperty<Path> placeProperty() {
        return place;
    }

    /** Who has to have signed it, as the user said; null where that was not said. */
    ReadOnlyObjectProperty<Signers> rememberedProperty() {
        return remembered.getReadOnlyProperty();
    }

    /** Remembers who has to have signed what lies there; null for whoever. */
    void remember(Signers signers) {
        Path bundle = place.get();
        settings.change(each -> each.withSigners(bundle, signers));
        lookUp();
    }

    /** Who has to have signed it by the plan that is open; empty where none says so. */
    Optional<Signers> planned() {
        return place.get() == null ? Optional.empty() : planned.apply(place.get());
    }

    /** Whose signatures are asked for. */
    Check check() {
        return new Check(inSettings(), planned().orElse(null));
    }

    /** In a sentence, whose signatures are asked for. */
    String told() {
        Check check = check();
        return check.isContradicted() ? TEXTS.get("signers.contradicted", check.remembered().told(), check.planned().told())
                : check.remembered() != null ? TEXTS.get("signers.remembered", check.remembered().told())
                : check.planned() != null ? TEXTS.get("signers.planned", check.planned().told()) : TEXTS.get("signers.none");
    }

    /**
     * Whose signatures are asked for.
     *
     * @param remembered by the user; null for whoever
     * @param planned by the plan that is open; null for whoever
     */
    record Check(Signers remembered, Signers planned) {

        /** Nobody's. */
        static final Check NONE = new Check(null, null);

        /** Whether plan and user say different things. */
        boolean isContradicted() {
            return remembered != null && planned != null && !remembered.isSame(planned);
        }
    }

    /**
     * Reads it, as it is now. For any thread; takes as long as compiling does.
     *
     * @param place where it lies; null where none was chosen
     * @throws IOException if it cannot be read, or is not signed so; the message is a sentence
     */
    static Bundle read(Path place, Check check) throws IOException {
        if (place == null) {
            throw new IOException(TEXTS.get("deployed.none"));
        }
        if (check.isContradicted()) {
            throw new IOException(TEXTS.get("signers.refused", place, check.planned().told(), check.remembered().told()));
        }
        try {
            return GuardrailSet.read(place, check.remembered() == null ? check.planned() : check.remembered()).whole().bundle();
        } catch (NoSuchFileException gone) {
            throw new IOException(TEXTS.get("deployed.gone", place), gone);
        } catch (AccessDeniedException denied) {
            throw new IOException(TEXTS.get("deployed.denied", place), denied);
        }
    }
}
