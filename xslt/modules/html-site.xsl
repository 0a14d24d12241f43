<?xml version="1.0" encoding="UTF-8"?>
<!-- How an article and the pages that it has together with others lead to each other; a map of places. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:param name="home" as="xs:string" select="''">
    <!-- The start page of the site that the article belongs to, seen from the article; "" where it stands alone. -->
  </xsl:param>

  <!-- Where the pages stand that the articles of a site have together, seen from an article. -->
  <xsl:variable name="together" as="xs:string" select="'together/'"/>

  <!-- Where the scripts stand that have what each article cites, seen from a joint page. -->
  <xsl:variable name="citing" as="xs:string" select="'citing/'"/>

  <!-- The joint lists, by the kind of their facts: what each is called. -->
  <xsl:function name="f:list-word" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="map { 'person': 'index-person', 'place': 'index-place', 'org': 'index-org', 'archive': 'archives', 'date': 'index-date',
      'archival': 'cited-from', 'work': 'works', 'letter': 'correspondence', 'document': 'documents' }($kind)"/>
  </xsl:function>

  <xsl:variable name="joint-kinds" as="xs:string+" select="'person', 'place', 'org', 'archive', 'date', 'archival', 'work', 'letter', 'document'"/>

  <xsl:function name="f:links-of-site" as="element(ol)">
    <xsl:param name="home" as="xs:string"/>
    <xsl:param name="together" as="xs:string"/>
    <xsl:param name="here" as="xs:string"/>
    <ol>
      <li>
        <a href="{$home}"><xsl:if test="$here = 'start'"><xsl:attribute name="aria-current" select="'page'"/></xsl:if><xsl:value-of select="f:word('site')"/></a>
      </li>
      <xsl:for-each select="$joint-kinds">
        <li>
          <a href="{$together}{.}.html">
            <xsl:if test="$here = ."><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
            <xsl:value-of select="f:word(f:list-word(.))"/>
          </a>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:function>

  <xsl:function name="f:results" as="element(div)">
    <div id="results" class="results" hidden="hidden" data-note="{f:word('hit-note')}" data-paragraph="{f:word('hit-paragraph')}">
      <p class="results-count" id="results-count" role="status" data-none="{f:word('found-none')}" data-some="{f:word('found')}"
         data-searching="{f:word('searching')}"/>
      <ol/>
      <p class="results-more" hidden="hidden"><a href="#text"><xsl:value-of select="f:word('search-all-for')"/></a></p>
    </div>
  </xsl:function>

  <!-- ==== a map ==== -->

  <!-- The places by their coordinates, true to scale at their middle latitude, with lines of longitude and latitude; no
       coastline is drawn, for none is at hand. The first places have their names beside them, as far as these do not meet.
       `links` leads from a place's id to its entry. -->
  <xsl:function name="f:map" as="element(figure)?">
    <xsl:param name="places" as="element(tei:place)*"/>
    <xsl:param name="links" as="map(xs:string, xs:string)"/>
    <xsl:variable name="points" as="map(*)*" select="$places ! f:point(.)"/>
    <xsl:if test="exists($points)">
      <xsl:variable name="frame" as="map(*)" select="f:frame($points)"/>
      <figure class="map">
        <div class="map-window" tabindex="0" role="group" aria-label="{f:word('map')}">
          <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {$map-width} {$frame?height}">
            <xsl:sequence select="f:graticule($frame)"/>
            <xsl:for-each select="$points">
              <xsl:variable name="at" as="xs:double+" select="f:project($frame, ?longitude, ?latitude)"/>
              <a href="{$links(?id)}" tabindex="-1">
                <title><xsl:value-of select="?name"/></title>
                <circle cx="{$at[1]}" cy="{$at[2]}" r="4"/>
              </a>
            </xsl:for-each>
            <xsl:sequence select="f:map-names(subsequence($points, 1, $named-places), $frame)"/>
          </svg>
        </div>
        <figcaption><xsl:value-of select="f:word('map-caption', string(count($points)))"/></figcaption>
      </figure>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="map-width" as="xs:integer" select="640"/>
  <xsl:variable name="named-places" as="xs:integer" select="60"/>

  <xsl:function name="f:point" as="map(*)?">
    <xsl:param name="place" as="element(tei:place)"/>
    <xsl:variable name="degrees" as="xs:double*" select="tokenize(($place/tei:location/tei:geo)[1])[. castable as xs:double] ! xs:double(.)"/>
    <xsl:if test="count($degrees) eq 2">
      <xsl:sequence select="map { 'longitude': $degrees[2], 'latitude': $degrees[1], 'name': string(f:first-names($place)[1]), 'id': string($place/@xml:id) }"/>
    </xsl:if>
  </xsl:function>

  <!-- What part of the earth is shown: its middle, the degrees around it, and how large a degree is drawn. -->
  <xsl:function name="f:frame" as="map(*)">
    <xsl:param name="points" as="map(*)+"/>
    <xsl:variable name="west" as="xs:double" select="min($points?longitude)"/>
    <xsl:variable name="south" as="xs:double" select="min($points?latitude)"/>
    <xsl:variable name="east" as="xs:double" select="max($points?longitude)"/>
    <xsl:variable name="north" as="xs:double" select="max($points?latitude)"/>
    <xsl:variable name="middle" as="xs:double" select="($south + $north) div 2"/>
    <xsl:variable name="narrowing" as="xs:double" select="max((math:cos($middle * math:pi() div 180), 0.2))" xmlns:math="http://www.w3.org/2005/xpath-functions/math"/>
    <xsl:variable name="scale" as="xs:double" select="min((($map-width - 170) div max((($east - $west) * $narrowing, 4)), 380 div max(($north - $south, 2))))"/>
    <xsl:sequence select="map { 'longitude': ($west + $east) div 2, 'latitude': $middle, 'scale': $scale, 'narrowing': $narrowing,
      'height': round(max((($north - $south) * $scale + 80, 160))) }"/>
  </xsl:function>

  <xsl:function name="f:project" as="xs:double+">
    <xsl:param name="frame" as="map(*)"/>
    <xsl:param name="longitude" as="xs:double"/>
    <xsl:param name="latitude" as="xs:double"/>
    <xsl:sequence select="round($map-width div 2 + ($longitude - $frame?longitude) * $frame?narrowing * $frame?scale, 1),
      round($frame?height div 2 - ($latitude - $frame?latitude) * $frame?scale, 1)"/>
  </xsl:function>

  <!-- Lines of longitude and latitude, as many as help. -->
  <xsl:function name="f:graticule" as="element()*">
    <xsl:param name="frame" as="map(*)"/>
    <xsl:variable name="across" as="xs:double" select="$map-width div $frame?scale div $frame?narrowing"/>
    <xsl:variable name="step" as="xs:integer" select="((1, 2, 5, 10, 20)[$across div . le 8], 30)[1]"/>
    <xsl:for-each select="(-180 idiv $step to 180 idiv $step) ! (. * $step)">
      <xsl:variable name="x" as="xs:double" select="f:project($frame, ., 0)[1]"/>
      <xsl:if test="$x gt 30 and $x lt $map-width - 20">
        <path xmlns="http://www.w3.org/2000/svg" class="grid" d="M{$x} 0V{$frame?height}"/>
        <text xmlns="http://www.w3.org/2000/svg" class="grid" x="{$x + 3}" y="{$frame?height - 5}"><xsl:value-of select="f:degrees(., 'E', 'W')"/></text>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="(-90 idiv $step to 90 idiv $step) ! (. * $step)">
      <xsl:variable name="y" as="xs:double" select="f:project($frame, 0, .)[2]"/>
      <xsl:if test="$y gt 14 and $y lt $frame?height - 24">
        <path xmlns="http://www.w3.org/2000/svg" class="grid" d="M0 {$y}H{$map-width}"/>
        <text xmlns="http://www.w3.org/2000/svg" class="grid" x="4" y="{$y - 3}"><xsl:value-of select="f:degrees(., 'N', 'S')"/></text>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:degrees" as="xs:string">
    <xsl:param name="degrees" as="xs:integer"/>
    <xsl:param name="positive" as="xs:string"/>
    <xsl:param name="negative" as="xs:string"/>
    <xsl:sequence select="abs($degrees) || '°' || (if ($degrees gt 0) then ' ' || $positive else if ($degrees lt 0) then ' ' || $negative else '')"/>
  </xsl:function>

  <!-- Each name right, left, above or below its place, where it meets no other name and no place; else it has none but its title. -->
  <xsl:function name="f:map-names" as="element()*">
    <xsl:param name="points" as="map(*)*"/>
    <xsl:param name="frame" as="map(*)"/>
    <xsl:variable name="dots" as="array(xs:double)*" select="
      for $point in $points, $at in array { f:project($frame, $point?longitude, $point?latitude) }
      return array { $at(1) - 5, $at(2) - 5, $at(1) + 5, $at(2) + 5 }"/>
    <xsl:iterate select="$points">
      <xsl:param name="taken" as="array(xs:double)*" select="$dots"/>
      <xsl:variable name="at" as="xs:double+" select="f:project($frame, ?longitude, ?latitude)"/>
      <xsl:variable name="width" as="xs:double" select="f:text-width(?name, 13)"/>
      <xsl:variable name="corners" as="array(xs:double)+" select="[$at[1] + 7, $at[2] - 8], [$at[1] - 7 - $width, $at[2] - 8],
        [$at[1] - $width div 2, $at[2] - 21], [$at[1] - $width div 2, $at[2] + 6]"/>
      <xsl:variable name="boxes" as="array(xs:double)+" select="$corners ! [.(1), .(2), .(1) + $width, .(2) + 15]"/>
      <xsl:variable name="side" as="xs:integer?" select="
        (for $one in 1 to 4 return $one[$boxes[$one] ! (.(1) ge 2 and .(3) le $map-width - 2 and .(2) ge 0 and .(4) le $frame?height)]
          [not(f:meets($boxes[$one], $taken))])[1]"/>
      <xsl:if test="exists($side)">
        <text xmlns="http://www.w3.org/2000/svg" x="{round(($at[1] + 7, $at[1] - 7, $at[1], $at[1])[$side], 1)}" y="{round($boxes[$side](2) + 12, 1)}"
              text-anchor="{('start', 'end', 'middle', 'middle')[$side]}"><xsl:value-of select="?name"/></text>
      </xsl:if>
      <xsl:next-iteration><xsl:with-param name="taken" select="$taken, $boxes[$side]"/></xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xsl:function name="f:meets" as="xs:boolean">
    <xsl:param name="box" as="array(xs:double)"/>
    <xsl:param name="others" as="array(xs:double)*"/>
    <xsl:sequence select="some $other in $others satisfies
      $box(1) lt $other(3) and $other(1) lt $box(3) and $box(2) lt $other(4) and $other(2) lt $box(4)"/>
  </xsl:function>

  <!-- About how wide words are in a size of type. -->
  <xsl:function name="f:text-width" as="xs:double">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="size" as="xs:double"/>
    <xsl:variable name="wide" as="xs:integer" select="string-length(replace($words, '[^⺀-￯]', ''))"/>
    <xsl:sequence select="$size * ($wide + 0.62 * (string-length($words) - $wide))"/>
  </xsl:function>
</xsl:stylesheet>
