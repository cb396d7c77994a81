package dev.pathwarden.workbench.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The texts of one package, from the {@code texts.properties} beside its classes. Immutable and safe for any thread. */
public final class Texts {

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * The texts of the package of a class.
     *
     * @throws MissingResourceException if there is no {@code texts.properties} in it
     */
    public static Texts of(Class<?> owner) {
        return new Texts(ResourceBundle.getBundle(owner.getPackageName() + ".texts", Locale.ROOT, owner.getClassLoader()));
    }

    /**
     * A text with its placeholders filled in, as {@link MessageFormat} does; numbers are written with groups of three.
     *
     * @throws MissingResourceException if there is no text of that key
     */
    public String get(String key, Object... values) {
        String pattern = bundle.getString(key);
        return values.length == 0 ? pattern.replace("''", "'") : new MessageFormat(pattern, Locale.ENGLISH).format(values);
    }
}
