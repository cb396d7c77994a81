package dev.pathwarden.model.evidence;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Step;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Runs that differ from another in one place: every component of every record in it, one after the other, has another value once. */
public final class Changed {

    private Changed() {
    }

    /** All of them. */
    public static List<RecordedRun> inOnePlace(RecordedRun run) {
        return variants(run).stream().map(RecordedRun.class::cast).toList();
    }

    private static List<Object> variants(Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            return List.of(text + "x");
        }
        if (value instanceof Long number) {
            return List.of(number + 1);
        }
        if (value instanceof Integer number) {
            return List.of(number + 1);
        }
        if (value instanceof Boolean flag) {
            return List.of(!flag);
        }
        if (value instanceof Double number) {
            return List.of(number + 1);
        }
        if (value instanceof Enum<?> constant) {
            Object[] all = constant.getDeclaringClass().getEnumConstants();
            return all.length < 2 ? List.of() : List.of(all[(constant.ordinal() + 1) % all.length]);
        }
        if (value instanceof Facts facts) {
            return facts(facts);
        }
        if (value instanceof Record record) {
            return records(record);
        }
        if (value instanceof List<?> list) {
            return lists(list);
        }
        if (value instanceof Set<?> set) {
            List<Object> sets = new ArrayList<>();
            for (Object element : set) {
                Set<Object> changed = new TreeSet<>(set);
                changed.remove(element);
                sets.add(changed);
            }
            return sets;
        }
        return maps((Map<?, ?>) value);
    }

    private static List<Object> facts(Facts facts) {
        List<Object> all = new ArrayList<>();
        for (Map.Entry<Field, Object> fact : facts.asMap().entrySet()) {
            for (Object variant : variants(fact.getValue())) {
                all.add(facts.with(fact.getKey(), variant));
            }
            Map<Field, Object> fewer = new EnumMap<>(Field.class);
            fewer.putAll(facts.asMap());
            fewer.remove(fact.getKey());
            all.add(Facts.of(fewer));
        }
        return all;
    }

    private static List<Object> lists(List<?> list) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            for (Object variant : variants(list.get(i))) {
                List<Object> changed = new ArrayList<>(list);
                changed.set(i, variant);
                all.add(changed);
            }
            List<Object> fewer = new ArrayList<>(list);
            fewer.remove(i);
            all.add(fewer);
            if (i > 0 && !Objects.equals(list.get(i), list.get(i - 1))) {
                List<Object> swapped = new ArrayList<>(list);
                java.util.Collections.swap(swapped, i, i - 1);
                all.add(swapped);
            }
        }
        return all;
    }

    private static List<Object> maps(Map<?, ?> map) {
        List<Object> all = new ArrayList<>();
        map.forEach((key, value) -> {
            for (Object variant : variants(value)) {
                Map<Object, Object> changed = new LinkedHashMap<>(map);
                changed.put(key, variant);
                all.add(changed);
            }
            Map<Object, Object> renamed = new LinkedHashMap<>(map);
            renamed.remove(key);
            all.add(renamed);
        });
        return all;
    }

    private static List<Object> records(Record record) {
        List<Object> all = new ArrayList<>();
        RecordComponent[] components = record.getClass().getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                components[i].getAccessor().setAccessible(true);
                values[i] = components[i].getAccessor().invoke(record);
            }
            Constructor<?> constructor = record.getClass().getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            for (int i = 0; i < values.length; i++) {
                if (record instanceof Step && components[i].getName().equals("run")) {
                    // The run it stands in says so; a segment has it once.
                    continue;
                }
                List<Object> variants = new ArrayList<>(variants(values[i]));
                if (values[i] instanceof Record || values[i] instanceof String || values[i] instanceof Long || values[i] == null) {
                    variants.add(null);
                }
                for (Object variant : variants) {
                    Object[] changed = values.clone();
                    changed[i] = variant;
                    add(constructor, changed, record, all);
                }
            }
            return all;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Constructor<?> constructor, Object[] values, Record record, List<Object> all) throws ReflectiveOperationException {
        try {
            Object changed = constructor.newInstance(values);
            if (!changed.equals(record)) {
                all.add(changed);
            }
        } catch (InvocationTargetException refused) {
            // No such value can be recorded.
            return;
        } catch (IllegalArgumentException refused) {
            return;
        }
    }
}
