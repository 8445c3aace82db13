import type { SandboxEvent } from '../state.ts';
import { sameAddress, type World } from '../world.ts';
import { cancellation, eventChange, newEvent } from './bodies.ts';
import type { Calendar } from './calendar.ts';
import {
  accepted,
  created,
  noContent,
  notFound,
  refuse,
  route,
  routeWithBody,
  type GraphCall,
  type Route,
} from './call.ts';
import { directoryUser, noSuchUser } from './directory.ts';
import { copyId, eventView, type Reader } from './eventView.ts';
import {
  answerMany,
  answerOne,
  badFilter,
  equalityOf,
  expandedProperties,
  extendedFilterOf,
  instantOf,
  preferredZone,
  sameProperty,
  type ZonedTime,
} from './odata.ts';

const reading = ['Calendars.ReadWrite', 'Calendars.Read', 'Calendars.ReadBasic.All'];
const writing = ['Calendars.ReadWrite'];
const oneQuery = ['$select', '$expand'];

export function eventRoutes(world: World, calendar: Calendar): Route[] {
  const view = (call: GraphCall, event: SandboxEvent, reader: Reader) =>
    eventView(world, event, {
      reader,
      zone: preferredZone(call.header('prefer')),
      expanded: expandedProperties(call.query),
    });
  const mailboxOf = (call: GraphCall) => mailboxAt(world, call.tid, call.params.user ?? '');

  return [
    routeWithBody('POST /users/:user/events', {
      permissions: writing,
      body: newEvent,
      run: (call, wish) => {
        const mailbox = mailboxOf(call);
        if (mailbox === undefined) return noSuchUser(call);
        const known = heldEvents(world, call.tid, mailbox).find(
          (e) => wish.transactionId && e.transactionId === wish.transactionId,
        );
        if (known) return created(view(call, known, { address: mailbox, isOrganiser: true }));
        const refusal = refuseTimes(wish.start, wish.end);
        if (refusal) return refusal;
        if (wish.isOnlineMeeting && (wish.onlineMeetingProvider ?? 'teamsForBusiness') !== 'teamsForBusiness')
          return refuse(
            400,
            'ErrorInvalidRequest',
            'The calendar does not allow this online meeting provider.',
          );
        const event = calendar.book(call.tid, mailbox, wish);
        return created(view(call, event, { address: mailbox, isOrganiser: true }));
      },
    }),
    route('GET /users/:user/events', {
      permissions: reading,
      query: ['$filter', '$select', '$expand', '$top', '$orderby'],
      run: (call) => {
        const mailbox = mailboxOf(call);
        if (mailbox === undefined) return noSuchUser(call);
        const filter = call.query.get('$filter');
        const keeps = filter === null ? () => true : keptBy(filter);
        if (!keeps) return badFilter(filter ?? '');
        const rows = calendarRows(world, call.tid, mailbox)
          .filter(({ event }) => keeps(event))
          .map(({ event, reader }) => view(call, event, reader));
        return answerMany(call.query, rows);
      },
    }),
    route('GET /users/:user/events/:event', {
      permissions: reading,
      query: oneQuery,
      run: (call) => {
        const found = rowOf(world, call, mailboxOf(call));
        return found ? answerOne(call.query, view(call, found.event, found.reader)) : notFound();
      },
    }),
    routeWithBody('PATCH /users/:user/events/:event', {
      permissions: writing,
      body: eventChange,
      run: (call, change) => {
        const found = rowOf(world, call, mailboxOf(call));
        if (!found) return notFound();
        if (!found.reader.isOrganiser)
          return refuse(403, 'ErrorAccessDenied', 'Only the organizer can change this event.');
        const refusal = refuseTimes(change.start ?? found.event.start, change.end ?? found.event.end);
        if (refusal) return refusal;
        calendar.change(found.event, change);
        return answerOne(call.query, view(call, found.event, found.reader));
      },
    }),
    routeWithBody('POST /users/:user/events/:event/cancel', {
      permissions: writing,
      body: cancellation,
      run: (call, comment) => {
        const found = rowOf(world, call, mailboxOf(call));
        if (!found) return notFound();
        if (!found.reader.isOrganiser)
          return refuse(
            400,
            'ErrorInvalidRequest',
            "Your request can't be completed. You need to be an organizer to cancel a meeting.",
          );
        calendar.callOff(found.event, comment);
        return accepted;
      },
    }),
    route('DELETE /users/:user/events/:event', {
      permissions: writing,
      run: (call) => {
        const found = rowOf(world, call, mailboxOf(call));
        if (!found) return notFound();
        if (found.reader.isOrganiser) calendar.callOff(found.event, '');
        else calendar.reply(found.event, found.reader.address, 'declined');
        return noContent;
      },
    }),
  ];
}

/** A mailbox in this tenant: a member's or the organiser's. Guests keep theirs elsewhere. */
export function mailboxAt(world: World, tid: string, user: string): string | undefined {
  const found = directoryUser(world, tid, user);
  return found && !found.isGuest && found.email !== '' ? found.email : undefined;
}

type Row = { readonly event: SandboxEvent; readonly reader: Reader };

function calendarRows(world: World, tid: string, mailbox: string): Row[] {
  return world.state.events.flatMap((event): Row[] => {
    if (event.tid !== tid) return [];
    if (sameAddress(event.mailbox, mailbox))
      return event.isCancelled ? [] : [{ event, reader: { address: mailbox, isOrganiser: true } }];
    const isAsked = event.attendees.some((a) => sameAddress(a.address, mailbox));
    return isAsked ? [{ event, reader: { address: mailbox, isOrganiser: false } }] : [];
  });
}

function heldEvents(world: World, tid: string, mailbox: string): SandboxEvent[] {
  return calendarRows(world, tid, mailbox)
    .filter((row) => row.reader.isOrganiser)
    .map((row) => row.event);
}

function rowOf(world: World, call: GraphCall, mailbox: string | undefined): Row | undefined {
  if (mailbox === undefined) return undefined;
  const id = call.params.event;
  return calendarRows(world, call.tid, mailbox).find(({ event, reader }) =>
    reader.isOrganiser ? event.id === id : copyId(event, reader.address) === id,
  );
}

function keptBy(filter: string): ((event: SandboxEvent) => boolean) | undefined {
  const extended = extendedFilterOf(filter);
  if (extended)
    return (event) =>
      event.extended.some((p) => sameProperty(p.id, extended.id) && p.value === extended.value);
  const equality = equalityOf(filter);
  if (equality?.property === 'iCalUId') return (event) => event.iCalUId === equality.value;
  if (equality?.property === 'subject') return (event) => event.subject === equality.value;
  return undefined;
}

function refuseTimes(start: ZonedTime, end: ZonedTime) {
  const from = instantOf(start);
  const to = instantOf(end);
  if (!from || !to)
    return refuse(
      400,
      'TimeZoneNotSupportedException',
      'A time zone or wall-clock time provided is not supported.',
    );
  if (to.epochMilliseconds <= from.epochMilliseconds)
    return refuse(400, 'ErrorPropertyValidationFailure', 'The event would end before it begins.');
  return undefined;
}
