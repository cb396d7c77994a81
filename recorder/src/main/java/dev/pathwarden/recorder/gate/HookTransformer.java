package dev.pathwarden.recorder.gate;

import dev.pathwarden.recorder.hooks.Target;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weaves hook points into classes as the JVM loads or retransforms them. A class that no point names costs one look into a map.
 *
 * <p>Called on whatever thread loads a class: takes no lock, logs nothing and lets nothing out.
 */
public final class HookTransformer implements ClassFileTransformer {

    private final Map<String, List<NumberedPoint>> byName = new HashMap<>();
    private final List<NumberedPoint> bySupertype = new ArrayList<>();
    private final Weaver weaver = new Weaver();
    private final ClassLoader ownLoader;
    private final ClassLoader platformLoader = ClassLoader.getPlatformClassLoader();
    private final WovenClasses woven;

    /** A transformer for those points. */
    public HookTransformer(List<NumberedPoint> points, ClassLoader ownLoader, WovenClasses woven) {
        this.ownLoader = ownLoader;
        this.woven = woven;
        for (NumberedPoint point : points) {
            if (point.point().target().kind() == Target.Kind.SUBTYPES) {
                bySupertype.add(point);
            } else {
                byName.computeIfAbsent(point.point().target().className().replace('.', '/'), name -> new ArrayList<>()).add(point);
            }
        }
    }

    @Override
    public byte[] transform(ClassLoader loader, String internalName, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (internalName == null || loader == ownLoader) {
            return null;
        }
        try {
            List<NumberedPoint> points = pointsOf(loader, internalName, classFile);
            return points.isEmpty() ? null : weave(loader, internalName.replace('/', '.'), classFile, points);
        } catch (Throwable fault) {
            woven.failed(internalName.replace('/', '.'), List.of(), fault);
            return null;
        }
    }

    private byte[] weave(ClassLoader loader, String className, byte[] classFile, List<NumberedPoint> points) {
        try {
            byte[] changed = weaver.weave(className, loader, classFile, points);
            if (changed != null) {
                woven.succeeded(points);
            }
            return changed;
        } catch (Throwable fault) {
            woven.failed(className, points, fault);
            return null;
        }
    }

    private List<NumberedPoint> pointsOf(ClassLoader loader, String internalName, byte[] classFile) {
        List<NumberedPoint> named = byName.getOrDefault(internalName, List.of());
        if (loader == null || loader == platformLoader) {
            return named;
        }
        List<NumberedPoint> found = null;
        for (NumberedPoint point : bySupertype) {
            Target target = point.point().target();
            if (internalName.replace('/', '.').contains(target.nameContains())
                    && Supertypes.includes(loader, classFile, target.className().replace('.', '/'))) {
                found = found == null ? new ArrayList<>(named) : found;
                found.add(point);
            }
        }
        return found == null ? named : found;
    }
}
