package dev.pathwarden.model.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Class loader that knows the types of our own stores and no other.
 *
 * <p>Eclipse Store loads every class that a store's type dictionary names, and runs its static initialiser, whether or not there is an
 * object of it. Here a name that is not listed is never loaded, and {@link ObjectStore} ends the opening.
 */
final class ListedTypes extends ClassLoader {

    /** Resource with one name per line: what Eclipse Store writes into every dictionary, and our two classes. */
    static final String RESOURCE = "store-types.txt";

    private final Set<String> names = read();
    private volatile String refused;

    ListedTypes() {
        super(null);
    }

    static Set<String> read() {
        try (InputStream in = ListedTypes.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name that was asked for and is not listed; null where there was none. */
    String refused() {
        return refused;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!names.contains(name)) {
            refused = name;
            throw new ClassNotFoundException(name + " is no type of a Pathwarden store");
        }
        return Class.forName(name, false, ListedTypes.class.getClassLoader());
    }
}
