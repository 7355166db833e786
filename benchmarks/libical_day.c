/* What C libical does to read one day of a calendar: parse the file, lay the moved instances
 * over their series, expand, and print how many occurrences overlap the day.
 *
 *     libical_day FILE FROM TO        (seconds since 1970, UTC)
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *uid;
    time_t instance;
} Moved;

typedef struct {
    time_t from, to;
    const char *uid;
    int series;
    long found;
} Day;

static Moved *moved;
static size_t moved_count;

static int by_uid(const void *a, const void *b)
{
    const Moved *left = a, *right = b;
    int order = strcmp(left->uid, right->uid);
    if (order)
        return order;
    return (left->instance > right->instance) - (left->instance < right->instance);
}

static void count(icalcomponent *event, struct icaltime_span *span, void *data)
{
    Day *day = data;
    Moved key = {day->uid, span->start};
    (void)event;
    if (span->start >= day->to || span->end <= day->from)
        return;
    if (day->series && bsearch(&key, moved, moved_count, sizeof key, by_uid))
        return;
    day->found++;
}

static time_t instant(icalproperty *property)
{
    struct icaltimetype when = icalvalue_get_datetime(icalproperty_get_value(property));
    icalparameter *name = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    if (!icaltime_is_utc(when) && name) {
        const char *id = icalparameter_get_tzid(name);
        icalcomponent *top = icalproperty_get_parent(property);
        while (icalcomponent_get_parent(top))
            top = icalcomponent_get_parent(top);
        icaltimezone *zone = icalcomponent_get_timezone(top, id);
        if (!zone)
            zone = icaltimezone_get_builtin_timezone(id);
        return icaltime_as_timet_with_zone(when, zone);
    }
    return icaltime_as_timet(when);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    FILE *file = fopen(argv[1], "rb");
    if (!file)
        return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    if (!text || fread(text, 1, (size_t)size, file) != (size_t)size)
        return 1;
    text[size] = 0;
    fclose(file);
    icalcomponent *calendar = icalparser_parse_string(text);
    free(text);
    if (!calendar)
        return 1;

    icalcomponent *event;
    size_t events = (size_t)icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT);
    moved = calloc(events ? events : 1, sizeof *moved);
    icalcompiter each = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; (event = icalcompiter_deref(&each)); icalcompiter_next(&each)) {
        icalproperty *mark =
            icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
        if (mark) {
            moved[moved_count].uid = icalcomponent_get_uid(event);
            moved[moved_count++].instance = instant(mark);
        }
    }
    qsort(moved, moved_count, sizeof *moved, by_uid);

    Day day = {atol(argv[2]), atol(argv[3]), NULL, 0, 0};
    struct icaltimetype from = icaltime_from_timet_with_zone(
        day.from, 0, icaltimezone_get_utc_timezone());
    struct icaltimetype to = icaltime_from_timet_with_zone(
        day.to, 0, icaltimezone_get_utc_timezone());
    each = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; (event = icalcompiter_deref(&each)); icalcompiter_next(&each)) {
        day.uid = icalcomponent_get_uid(event);
        day.series = !icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
        icalcomponent_foreach_recurrence(event, from, to, count, &day);
    }
    printf("%ld\n", day.found);
    icalcomponent_free(calendar);
    free(moved);
    return 0;
}
