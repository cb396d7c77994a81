package dev.pathwarden.recorder.attached.program;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;

/** Has something done by the static initialiser of a class that is loaded anew for it. */
final class StaticInitialiser {

    private StaticInitialiser() {
    }

    /** Calls it from the initialiser, and lets out what it throws. */
    static void initialise(Callable<Void> call) throws Throwable {
        LateCall.next(call);
        try (Anew loader = new Anew()) {
            Class.forName(Late.class.getName(), true, loader);
        } catch (ExceptionInInitializerError thrown) {
            throw thrown.getCause();
        } finally {
            LateCall.next(null);
        }
    }

    /** A loader that loads {@link Late} itself, from where this class came from. */
    private static final class Anew extends URLClassLoader {

        Anew() throws MalformedURLException {
            super(new URL[] {StaticInitialiser.class.getProtectionDomain().getCodeSource().getLocation()}, StaticInitialiser.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Late.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
        }
    }
}
