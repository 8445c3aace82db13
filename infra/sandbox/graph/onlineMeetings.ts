import type { SandboxMeeting } from '../state.ts';
import type { World } from '../world.ts';
import { givenParts, meetingOptions } from './bodies.ts';
import { notFound, page, refuse, route, routeWithBody, type GraphCall, type Route } from './call.ts';
import { organiserOf } from './eventView.ts';
import { answerOne, badFilter, equalityOf, instantOf } from './odata.ts';

export function onlineMeetingRoutes(world: World): Route[] {
  const reading = ['OnlineMeetings.ReadWrite.All', 'OnlineMeetings.Read.All'];
  const artifacts = ['OnlineMeetingArtifact.Read.All'];
  return [
    route('GET /users/:user/onlineMeetings', {
      permissions: reading,
      query: ['$filter'],
      run: (call) => {
        const refusal = refuseCaller(world, call);
        if (refusal) return refusal;
        const filter = call.query.get('$filter') ?? '';
        const wanted = equalityOf(filter);
        if (wanted?.property.toLowerCase() !== 'joinweburl') return badFilter(filter);
        return page(
          ownMeetings(world, call)
            .filter((m) => m.joinWebUrl === wanted.value)
            .map((m) => view(world, m)),
        );
      },
    }),
    route('GET /users/:user/onlineMeetings/:meeting', {
      permissions: reading,
      query: ['$select'],
      run: (call) => {
        const meeting = meetingOf(world, call);
        return 'status' in meeting ? meeting : answerOne(call.query, view(world, meeting));
      },
    }),
    routeWithBody('PATCH /users/:user/onlineMeetings/:meeting', {
      permissions: ['OnlineMeetings.ReadWrite.All'],
      body: meetingOptions,
      run: (call, options) => {
        const meeting = meetingOf(world, call);
        if ('status' in meeting) return meeting;
        Object.assign(meeting.options, givenParts(options, Object.keys(options)));
        world.changed();
        return answerOne(call.query, view(world, meeting));
      },
    }),
    route('GET /users/:user/onlineMeetings/:meeting/attendanceReports', {
      permissions: artifacts,
      run: (call) => {
        const meeting = meetingOf(world, call);
        return 'status' in meeting ? meeting : page(meeting.reports.map((r) => reportView(world, r, false)));
      },
    }),
    route('GET /users/:user/onlineMeetings/:meeting/attendanceReports/:report', {
      permissions: artifacts,
      query: ['$expand'],
      run: (call) => {
        const meeting = meetingOf(world, call);
        if ('status' in meeting) return meeting;
        const report = meeting.reports.find((r) => r.id === call.params.report);
        if (!report) return notFound();
        return answerOne(
          call.query,
          reportView(world, report, call.query.get('$expand') === 'attendanceRecords'),
        );
      },
    }),
  ];
}

function meetingOf(world: World, call: GraphCall) {
  return (
    refuseCaller(world, call) ??
    ownMeetings(world, call).find((m) => m.id === call.params.meeting) ??
    notFound()
  );
}

/** An app alone names the organiser by object id, and needs the Teams application access policy. */
function refuseCaller(world: World, call: GraphCall) {
  if (world.setup.accessPolicy === false)
    return refuse(403, 'Forbidden', 'No application access policy found for this app on the user.');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(call.params.user ?? ''))
    return refuse(404, 'UnknownError', 'The user of an online meeting is named by its object id.');
  return undefined;
}

function ownMeetings(world: World, call: GraphCall): SandboxMeeting[] {
  return world.state.meetings.filter((meeting) => {
    const event = world.state.events.find((e) => e.id === meeting.eventId);
    return meeting.tid === call.tid && !!event && organiserOf(world, event).oid === call.params.user;
  });
}

function view(world: World, meeting: SandboxMeeting): Record<string, unknown> {
  const event = world.state.events.find((e) => e.id === meeting.eventId);
  if (!event) throw new Error('a meeting without its event was kept');
  const organiser = organiserOf(world, event);
  return {
    id: meeting.id,
    creationDateTime: event.createdAt,
    startDateTime: instantOf(event.start)?.toString(),
    endDateTime: instantOf(event.end)?.toString(),
    subject: event.subject,
    joinWebUrl: meeting.joinWebUrl,
    isBroadcast: false,
    chatInfo: { threadId: meeting.threadId, messageId: '0', replyChainMessageId: null },
    participants: {
      organizer: {
        upn: organiser.email,
        role: 'presenter',
        identity: { user: { id: organiser.oid, displayName: organiser.name } },
      },
      attendees: event.attendees.map((a) => ({ upn: a.address, role: 'attendee', identity: null })),
    },
    ...meeting.options,
  };
}

function reportView(
  world: World,
  report: SandboxMeeting['reports'][number],
  withRecords: boolean,
): Record<string, unknown> {
  const records = report.records.map((record, n) => {
    const person = world.person(record.personId);
    const left = record.leftAt ?? report.endedAt;
    const seconds = Math.round((Date.parse(left) - Date.parse(record.joinedAt)) / 1000);
    return {
      id: `${report.id}-${n}`,
      emailAddress: person?.email ?? null,
      role: 'Attendee',
      totalAttendanceInSeconds: seconds,
      identity: { id: person?.oid ?? null, displayName: person?.name ?? 'Unknown' },
      attendanceIntervals: [
        { joinDateTime: record.joinedAt, leaveDateTime: left, durationInSeconds: seconds },
      ],
    };
  });
  return {
    id: report.id,
    meetingStartDateTime: report.startedAt,
    meetingEndDateTime: report.endedAt,
    totalParticipantCount: report.records.length,
    attendanceRecords: withRecords ? records : [],
  };
}
